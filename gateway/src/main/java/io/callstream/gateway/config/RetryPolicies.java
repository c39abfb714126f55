package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.util.HashMap;
import java.util.Map;

/**
 * How often a failure of each kind is tried again, where the configuration tells kinds apart.
 *
 * @param general for all model groups
 * @param byGroup for single ones
 */
public record RetryPolicies(Map<FailureKind, Integer> general, Map<String, Map<FailureKind, Integer>> byGroup) {
    public static final RetryPolicies NONE = new RetryPolicies(Map.of(), Map.of());

    static final Key<Map<String, Object>> GENERAL = Key.mapping("retry_policy")
            .byDefault(Map.of(), "")
            .says("Retries by kind of error, before num_retries: `TimeoutErrorRetries: 3`; the kinds are those of"
                    + " allowed_fails_policy.");
    static final Key<Map<String, Object>> BY_GROUP = Key.mapping("model_group_retry_policy")
            .byDefault(Map.of(), "")
            .says("The same for single model groups: `group: {TimeoutErrorRetries: 3}`.");

    private static final String WHAT = "Retries";

    static RetryPolicies read(Section router) {
        Map<String, Map<FailureKind, Integer>> groups = new HashMap<>();
        Section byGroup = router.section(BY_GROUP.name());
        byGroup.keys().forEach(group -> groups.put(group, FailureKind.policy(byGroup.section(group), WHAT)));
        return new RetryPolicies(FailureKind.policy(router.section(GENERAL.name()), WHAT), Map.copyOf(groups));
    }

    Map<FailureKind, Integer> of(String group) {
        return byGroup.getOrDefault(group, general);
    }
}
