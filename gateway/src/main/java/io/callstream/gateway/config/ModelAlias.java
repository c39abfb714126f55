package io.callstream.gateway.config;

import io.callstream.settings.Section;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Another name of a model group.
 *
 * @param hidden whether the list of models leaves it out
 */
public record ModelAlias(String modelGroup, boolean hidden) {
    private static final String KEY = "model_group_alias";

    static Map<String, ModelAlias> readAll(Section router) {
        Map<String, ModelAlias> aliases = new LinkedHashMap<>();
        Section named = router.section(KEY);
        named.keys().stream().sorted().forEach(alias -> aliases.put(alias, read(named, alias)));
        return aliases;
    }

    private static ModelAlias read(Section named, String alias) {
        if (!named.isMapping(alias)) {
            return new ModelAlias(named.required(alias), false);
        }
        Section item = named.section(alias);
        return new ModelAlias(item.required("model"), item.flag("hidden", false));
    }
}
