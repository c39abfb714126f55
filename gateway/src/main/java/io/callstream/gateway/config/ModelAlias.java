package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Another name of a model group.
 *
 * @param hidden whether the list of models leaves it out
 */
public record ModelAlias(String modelGroup, boolean hidden) {
    static final Key<Map<String, Object>> ALIASES = Key.mapping("model_group_alias")
            .byDefault(Map.of(), "")
            .says("Further names of model groups: `alias: group`, or `alias: {model: group, hidden: true}` for one that"
                    + " /v1/models does not list.");
    private static final Key<String> MODEL = Key.text("model").required().says("The model group.");
    private static final Key<Boolean> HIDDEN =
            Key.flag("hidden").byDefault("false").says("Whether the list of models leaves it out.");

    static Map<String, ModelAlias> readAll(Section router) {
        Map<String, ModelAlias> aliases = new LinkedHashMap<>();
        Section named = router.section(ALIASES.name());
        named.keys().stream().sorted().forEach(alias -> aliases.put(alias, read(named, alias)));
        return aliases;
    }

    private static ModelAlias read(Section named, String alias) {
        if (!named.isMapping(alias)) {
            return new ModelAlias(named.required(alias), false);
        }
        Section item = named.section(alias);
        return new ModelAlias(item.get(MODEL), item.get(HIDDEN));
    }
}
