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
 * @param infos what {@code model_info} says of each deployment, by its id: names and their values as JSON
 * @param params what {@code litellm_params} says of those that were made at run time, in the same way, for who may see them
 * @param more reads further ones
 */
public record Models(
        List<Deployment> deployments,
        Map<String, ModelAlias> aliases,
        List<DisabledModel> disabled,
        RouterConfig router,
        PromptsConfig prompts,
        Map<String, Map<String, String>> infos,
        Map<String, Map<String, String>> params,
        MoreModels more) {
    public Models {
        deployments = List.copyOf(deployments);
        aliases = Map.copyOf(aliases);
        disabled = List.copyOf(disabled);
        infos = Map.copyOf(infos);
        params = Map.copyOf(params);
    }

    /** Those that calls may go to: all that nobody has blocked. */
    public List<Deployment> serving() {
        return deployments.stream()
                .filter(each ->
                        !"true".equals(infos.getOrDefault(each.id(), Map.of()).get("blocked")))
                .toList();
    }
}
