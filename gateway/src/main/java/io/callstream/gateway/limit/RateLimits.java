package io.callstream.gateway.limit;

import org.jspecify.annotations.Nullable;

/**
 * How fast somebody may call. Null is no limit; 0 lets nothing through.
 *
 * @param rpm requests in any minute
 * @param tpm tokens in any minute
 * @param parallel calls at once
 */
public record RateLimits(
        @Nullable Long rpm, @Nullable Long tpm, @Nullable Long parallel) {
    /** No limit. */
    public static final RateLimits NONE = new RateLimits(null, null, null);

    /** @throws IllegalArgumentException naming LiteLLM's field, if one is negative */
    public RateLimits {
        check("rpm_limit", rpm);
        check("tpm_limit", tpm);
        check("max_parallel_requests", parallel);
    }

    private static void check(String field, @Nullable Long limit) {
        if (limit != null && limit < 0) {
            throw new IllegalArgumentException(field + " is " + limit + " (expected 0 or more)");
        }
    }

    public boolean none() {
        return rpm == null && tpm == null && parallel == null;
    }
}
