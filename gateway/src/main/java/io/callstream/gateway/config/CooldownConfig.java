package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * When a deployment that fails is left alone.
 *
 * @param enabled whether any is
 * @param time for how long, where neither its provider nor the deployment says
 * @param allowedFails failures in a minute that it is forgiven; empty for the rules that hold when nothing is said
 * @param allowedFailsOf failures of a kind in a minute that it is forgiven
 */
public record CooldownConfig(
        boolean enabled, Duration time, OptionalInt allowedFails, Map<FailureKind, Integer> allowedFailsOf) {
    public static final CooldownConfig NONE = new CooldownConfig(false, Duration.ZERO, OptionalInt.empty(), Map.of());

    static final Key<Optional<Integer>> ALLOWED_FAILS = Key.integer("allowed_fails")
            .min("0")
            .max("1000000")
            .optional()
            .says(
                    "Failures in a minute after which a deployment is left alone; else litellm_settings.allowed_fails. By"
                            + " default after a 429 where the group has others, after a 401 or 404, when more than half of at"
                            + " least five calls in a minute failed and the group has others, and when all of at least 1000 did.");
    static final Key<Map<String, Object>> ALLOWED_FAILS_POLICY = Key.mapping("allowed_fails_policy")
            .byDefault(Map.of(), "")
            .says("The same by kind of error: `RateLimitErrorAllowedFails: 10`; the kinds are BadRequestError,"
                    + " AuthenticationError, TimeoutError, RateLimitError, ContentPolicyViolationError and"
                    + " InternalServerError.");
    static final Key<Duration> TIME = Key.duration("cooldown_time")
            .max("24h")
            .byDefault("5s")
            .says(
                    "How long a deployment is left alone; what its provider asks for (`Retry-After`, up to 60 s) comes first,"
                            + " then litellm_params.cooldown_time; of the two sections router_settings counts.");
    static final Key<Boolean> DISABLED = Key.flag("disable_cooldowns")
            .byDefault("false")
            .says("Whether deployments are asked again however they fail.");

    public CooldownConfig {
        allowedFailsOf = Map.copyOf(allowedFailsOf);
    }

    static CooldownConfig read(Section router, Section litellm) {
        Optional<Integer> general = litellm.get(ALLOWED_FAILS);
        Optional<Integer> own = router.get(ALLOWED_FAILS).or(() -> general);
        return new CooldownConfig(
                !router.get(DISABLED),
                router.has(TIME.name()) ? router.get(TIME) : litellm.get(TIME),
                own.map(OptionalInt::of).orElse(OptionalInt.empty()),
                FailureKind.policy(router.section(ALLOWED_FAILS_POLICY.name()), "AllowedFails"));
    }

    /** Whether the configuration says how many failures are forgiven. */
    public boolean counts() {
        return allowedFails.isPresent() || !allowedFailsOf.isEmpty();
    }
}
