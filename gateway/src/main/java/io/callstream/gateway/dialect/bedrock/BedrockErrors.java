package io.callstream.gateway.dialect.bedrock;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Bedrock's errors mean. */
final class BedrockErrors {
    private static final int UNKNOWN = 500;
    private static final int BAD_REQUEST = 400;
    /** Statuses of exceptions, in a stream, that have none; after the service's model. */
    private static final Map<String, Integer> STATUSES = Map.ofEntries(
            Map.entry("accessdeniedexception", 403),
            Map.entry("conflictexception", 400),
            Map.entry("internalserverexception", 500),
            Map.entry("modelerrorexception", 424),
            Map.entry("modelnotreadyexception", 429),
            Map.entry("modelstreamerrorexception", 424),
            Map.entry("modeltimeoutexception", 408),
            Map.entry("resourcenotfoundexception", 404),
            Map.entry("servicequotaexceededexception", 400),
            Map.entry("serviceunavailableexception", 503),
            Map.entry("throttlingexception", 429),
            Map.entry("validationexception", 400));
    /** How models of several makers say in a ValidationException that a prompt does not fit; there is no code for it. */
    private static final List<String> TOO_LONG = List.of(
            "input is too long",
            "prompt is too long",
            "too many input tokens",
            "too many total text bytes",
            "maximum context length",
            "context window",
            "input length and `max_tokens` exceed context limit",
            "expected maxlength");

    private BedrockErrors() {}

    /** @param answer null when it is no JSON */
    static Delta.Failure ofAnswer(@Nullable JsonValue answer, int status) {
        String message = answer instanceof JsonValue.Obj object ? message(object) : null;
        return failure(Delta.Failure.of(status > 0 ? status : UNKNOWN, message));
    }

    /** @param exception its name in a stream, such as {@code throttlingException} */
    static Delta.Failure ofStream(String exception, @Nullable String message) {
        int status = STATUSES.getOrDefault(exception.toLowerCase(Locale.ROOT), UNKNOWN);
        return failure(new Delta.Failure(status, message == null ? exception : message));
    }

    /** Some gateways of AWS's write it large. */
    static @Nullable String message(JsonValue.Obj said) {
        String message = said.text("message");
        return message == null ? said.text("Message") : message;
    }

    private static Delta.Failure failure(Delta.Failure said) {
        String plain = said.message().toLowerCase(Locale.ROOT);
        boolean tooLong = said.status() == BAD_REQUEST && TOO_LONG.stream().anyMatch(plain::contains);
        return tooLong ? new Delta.Failure(said.status(), said.message(), GatewayError.CONTEXT_WINDOW_EXCEEDED) : said;
    }
}
