package io.callstream.gateway.config;

import io.callstream.settings.Section;

/**
 * How calls find a deployment: LiteLLM's {@code router_settings}, which come before {@code litellm_settings}.
 *
 * @param fallbacks where calls go whose own model group has failed
 */
public record RouterConfig(FallbackConfig fallbacks) {
    public static final RouterConfig NONE = new RouterConfig(FallbackConfig.NONE);

    static RouterConfig read(Section router, Section litellm) {
        return new RouterConfig(FallbackConfig.read(router, litellm));
    }
}
