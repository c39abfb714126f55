package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.config.MockAnswer;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Slice;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads LiteLLM's request fields {@code mock_*}. */
final class MockFields {
    static final String PREFIX = "mock_";

    private static final String DELAY = "mock_delay";
    private static final int LONGEST_NUMBER = 20;
    private static final int NANO_DIGITS = 9;
    /** What the first model group ends with, so that the fallbacks can be seen to work. */
    private static final Map<String, String> FAILURES = Map.of(
            "mock_testing_fallbacks", "litellm.InternalServerError",
            "mock_testing_context_fallbacks", "litellm.ContextWindowExceededError",
            "mock_testing_content_policy_fallbacks", "litellm.ContentPolicyViolationError",
            "mock_testing_rate_limit_error", "litellm.RateLimitError");

    private MockFields() {}

    /**
     * Reads one field, at its value; passes over those that mean nothing here.
     *
     * @param before what the fields before it said
     */
    static MockAnswer read(MockAnswer before, String name, Slice body, JsonCursor cursor)
            throws InvalidJsonException, InvalidRequestException {
        JsonKind kind = cursor.peek();
        String text = kind == JsonKind.STRING
                ? cursor.string()
                : body.part(cursor.skip()).text();
        boolean says = kind != JsonKind.NULL && !(kind == JsonKind.FLAG && text.equals("false"));
        String failure = FAILURES.get(name);
        if (failure != null) {
            return says ? before.withFailure(failure) : before;
        }
        return switch (name) {
            case "mock_response" -> before.withResponse(says ? response(kind, text) : null);
            case "mock_tool_calls" -> before.withToolCalls(kind == JsonKind.ARRAY ? text : null);
            case "mock_timeout" -> before.withTimeout(says);
            case DELAY -> says ? before.withDelay(delay(kind, text)) : before;
            default -> before;
        };
    }

    private static @Nullable String response(JsonKind kind, String text) {
        return kind == JsonKind.FLAG ? null : text;
    }

    private static Duration delay(JsonKind kind, String text) throws InvalidRequestException {
        if (kind == JsonKind.NUMBER && text.length() <= LONGEST_NUMBER && text.matches("[0-9]+([.][0-9]+)?")) {
            BigDecimal nanos = new BigDecimal(text).movePointRight(NANO_DIGITS);
            if (nanos.compareTo(BigDecimal.valueOf(MockAnswer.LONGEST_DELAY.toNanos())) <= 0) {
                return Duration.ofNanos(nanos.longValue());
            }
        }
        throw InvalidRequestException.field(DELAY, "a number of seconds, 9 at most");
    }
}
