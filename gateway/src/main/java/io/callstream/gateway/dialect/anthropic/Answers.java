package io.callstream.gateway.dialect.anthropic;

import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What words and numbers of an answer mean, plain or streamed. */
final class Answers {
    private static final Map<String, String> FINISH = Map.of(
            "end_turn", "stop",
            "stop_sequence", "stop",
            "pause_turn", "stop",
            "max_tokens", "length",
            "model_context_window_exceeded", "length",
            "tool_use", "tool_calls",
            "refusal", "content_filter");
    /** Statuses that errors in streams stand for. */
    private static final Map<String, Integer> STATUSES = Map.of(
            "invalid_request_error", 400,
            "authentication_error", 401,
            "billing_error", 402,
            "permission_error", 403,
            "not_found_error", 404,
            "request_too_large", 413,
            "rate_limit_error", 429,
            "timeout_error", 504,
            "overloaded_error", 529);

    private static final int UNKNOWN_FAILURE = 500;

    private Answers() {}

    /** A reason that is new here ends the answer all the same. */
    static Delta finish(String stopReason) {
        return new Delta.Finish(FINISH.getOrDefault(stopReason, "stop"));
    }

    /** @param usage of Anthropic's, in which the prompt does not hold what its cache did */
    static Delta.Tokens tokens(JsonValue.Obj usage) {
        long read = usage.number("cache_read_input_tokens", 0);
        long created = usage.number("cache_creation_input_tokens", 0);
        JsonValue.Obj details = usage.object("output_tokens_details");
        long reasoning = details == null ? -1 : details.number("thinking_tokens", -1);
        return new Delta.Tokens(
                usage.number("input_tokens", 0) + read + created,
                usage.number("output_tokens", 0),
                read,
                created,
                reasoning);
    }

    /**
     * An error's own words.
     *
     * @param status of the answer; 0 in a stream, where the error's kind says it
     */
    static Delta.Failure failure(JsonValue.@Nullable Obj answer, int status) {
        JsonValue.Obj error = answer == null ? null : answer.object("error");
        String kind = error == null ? null : error.text("type");
        String message = error == null ? null : error.text("message");
        int meant = status > 0 ? status : STATUSES.getOrDefault(kind == null ? "" : kind, UNKNOWN_FAILURE);
        return new Delta.Failure(meant, message == null ? "The provider says no more than that it failed." : message);
    }
}
