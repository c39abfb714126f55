package io.callstream.gateway.config;

import io.callstream.settings.Section;
import java.util.EnumMap;
import java.util.Map;

/** The kinds of failures that LiteLLM's policies tell apart. */
public enum FailureKind {
    BAD_REQUEST("BadRequestError"),
    AUTHENTICATION("AuthenticationError"),
    TIMEOUT("TimeoutError"),
    RATE_LIMIT("RateLimitError"),
    CONTENT_POLICY("ContentPolicyViolationError"),
    INTERNAL_SERVER("InternalServerError");

    private static final int MOST = 1_000_000;

    private final String error;

    FailureKind(String error) {
        this.error = error;
    }

    /**
     * Reads a policy: a number for each kind that it names.
     *
     * @param what ends the name of its keys, such as {@code Retries} in {@code TimeoutErrorRetries}
     */
    static Map<FailureKind, Integer> policy(Section policy, String what) {
        Map<FailureKind, Integer> numbers = new EnumMap<>(FailureKind.class);
        for (FailureKind kind : values()) {
            String key = kind.error + what;
            int number = policy.integer(key, -1, 0, MOST);
            if (policy.has(key) && number >= 0) {
                numbers.put(kind, number);
            }
        }
        return Map.copyOf(numbers);
    }
}
