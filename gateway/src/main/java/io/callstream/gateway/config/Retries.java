package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How often a call is tried again before the client has the first byte of an answer.
 *
 * @param count attempts after the first
 * @param atLeast shortest pause before a deployment that has failed is asked again
 * @param within no retry begins later than this after the first attempt in the model group
 * @param byKind attempts after the first by how that failed, before {@code count}
 */
public record Retries(int count, Duration atLeast, Duration within, Map<FailureKind, Integer> byKind) {
    static final Key<Optional<Integer>> COUNT = Key.integer("num_retries")
            .min("0")
            .max("100")
            .optional()
            .says("Attempts after the first that fails; by default litellm_params.max_retries, else"
                    + " router_settings.num_retries, else litellm_settings.num_retries, else 2.");

    /** One attempt. */
    public static final Retries NONE = new Retries(0, Duration.ZERO, Duration.ZERO);

    /** LiteLLM's other name for the same. */
    private static final Key<Optional<Integer>> CLIENTS_COUNT =
            Key.integer("max_retries").min("0").max("100").optional().says("The same as num_retries.");

    /** What LiteLLM's router does when nothing is said. */
    private static final int DEFAULT = 2;

    /** LiteLLM's {@code router_settings}. */
    static final class OfRouter {
        static final Key<Integer> AT_LEAST = Key.integer("retry_after")
                .min("0")
                .max("3600")
                .byDefault("0")
                .says("Seconds before a deployment that has failed is asked again, at least.");

        private OfRouter() {}
    }

    /** The same for all kinds of failures. */
    public Retries(int count, Duration atLeast, Duration within) {
        this(count, atLeast, within, Map.of());
    }

    public Retries {
        byKind = Map.copyOf(byKind);
        if (count < 0 || atLeast.isNegative() || within.isNegative()) {
            throw new IllegalArgumentException("retries: " + count + ", at least " + atLeast + " apart, within "
                    + within + " (expected nothing negative)");
        }
    }

    static Retries readDefaults(Section router, Section litellmSettings, Section upstream) {
        int general = litellmSettings.get(COUNT).orElse(DEFAULT);
        return new Retries(
                router.get(COUNT).orElse(general),
                Duration.ofSeconds(router.get(OfRouter.AT_LEAST)),
                upstream.get(UpstreamConfig.RETRY_WITHIN));
    }

    Retries read(Section params) {
        int own = params.get(CLIENTS_COUNT).orElse(count);
        return new Retries(params.get(COUNT).orElse(own), atLeast, within, byKind);
    }

    Retries with(Map<FailureKind, Integer> policy) {
        return policy.isEmpty() ? this : new Retries(count, atLeast, within, policy);
    }
}
