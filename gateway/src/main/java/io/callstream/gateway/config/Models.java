package io.callstream.gateway.config;

import java.util.List;
import java.util.Map;

/**
 * What can be asked for.
 *
 * @param deployments all that serve; an entry whose provider only the asked model says stands for one of each provider
 * @param disabled entries that cannot serve here
 * @param router how calls find a deployment
 * @param prompts what is known of prompts that are kept elsewhere
 */
public record Models(
        List<Deployment> deployments,
        Map<String, ModelAlias> aliases,
        List<DisabledModel> disabled,
        RouterConfig router,
        PromptsConfig prompts) {
    public Models {
        deployments = List.copyOf(deployments);
        aliases = Map.copyOf(aliases);
        disabled = List.copyOf(disabled);
    }
}
