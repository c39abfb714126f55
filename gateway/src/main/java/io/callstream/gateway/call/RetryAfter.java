package io.callstream.gateway.call;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a provider asks to be left alone: {@code retry-after-ms}, which OpenAI's clients read first, or {@code retry-after}. */
final class RetryAfter {
    private static final String MILLIS = "retry-after-ms";
    private static final double MILLIS_PER_SECOND = 1_000;
    private static final double MOST_MILLIS = 86_400_000;

    private RetryAfter() {}

    /**
     * Reads the headers of an answer.
     *
     * @param headers null when no answer came
     * @return null when nothing is said, or nothing that is a number
     */
    static @Nullable Duration of(@Nullable HttpHeaders headers) {
        if (headers == null) {
            return null;
        }
        Duration exact = millis(headers.get(MILLIS), 1);
        return exact == null ? millis(headers.get(HttpHeaderNames.RETRY_AFTER), MILLIS_PER_SECOND) : exact;
    }

    private static @Nullable Duration millis(@Nullable String value, double factor) {
        if (value == null) {
            return null;
        }
        try {
            double millis = Double.parseDouble(value.strip()) * factor;
            return millis >= 0 ? Duration.ofMillis((long) Math.min(millis, MOST_MILLIS)) : null;
        } catch (NumberFormatException e) {
            return null; // a date: LiteLLM and OpenAI's clients read those too, providers of models send seconds
        }
    }
}
