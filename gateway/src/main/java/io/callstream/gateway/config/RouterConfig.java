package io.callstream.gateway.config;

import io.callstream.settings.Section;

/**
 * How calls find a deployment: LiteLLM's {@code router_settings}, which come before {@code litellm_settings}.
 *
 * @param strategy how a deployment of a group is chosen
 * @param fallbacks where calls go whose own model group has failed
 * @param cooldown when a deployment that fails is left alone
 * @param retries how often each kind of failure is tried again
 * @param quotas what providers and deployments may take
 * @param hedge whether a second deployment is asked beside a slow one
 */
public record RouterConfig(
        StrategyConfig strategy,
        FallbackConfig fallbacks,
        CooldownConfig cooldown,
        RetryPolicies retries,
        QuotaConfig quotas,
        HedgeConfig hedge) {
    /** By weight, within the group, however deployments fail. */
    public static final RouterConfig NONE = new RouterConfig(
            StrategyConfig.DEFAULT,
            FallbackConfig.NONE,
            CooldownConfig.NONE,
            RetryPolicies.NONE,
            QuotaConfig.NONE,
            HedgeConfig.OFF);

    /** @param hedge ours, since LiteLLM has none */
    static RouterConfig read(Section router, Section litellm, Section hedge) {
        return new RouterConfig(
                StrategyConfig.read(router),
                FallbackConfig.read(router, litellm),
                CooldownConfig.read(router, litellm),
                RetryPolicies.read(router),
                QuotaConfig.read(router),
                HedgeConfig.read(hedge));
    }
}
