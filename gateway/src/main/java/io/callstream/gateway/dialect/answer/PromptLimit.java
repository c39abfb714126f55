package io.callstream.gateway.dialect.answer;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.provider.Delta;
import java.util.List;
import java.util.Locale;

/**
 * Tells from a provider's words that a prompt is longer than its model takes, where the provider has no code for it. Only
 * how its own sentence begins counts: what follows may repeat the prompt.
 */
public record PromptLimit(List<String> beginnings) {
    private static final int BAD_REQUEST = 400;

    /** @param beginnings in lower case */
    public PromptLimit(String... beginnings) {
        this(List.of(beginnings));
    }

    /** The same failure, with its kind where the words tell it. */
    public Delta.Failure told(Delta.Failure failure) {
        String plain = failure.message().toLowerCase(Locale.ROOT);
        boolean tooLong = failure.status() == BAD_REQUEST && beginnings.stream().anyMatch(plain::startsWith);
        return tooLong
                ? new Delta.Failure(failure.status(), failure.message(), GatewayError.CONTEXT_WINDOW_EXCEEDED)
                : failure;
    }
}
