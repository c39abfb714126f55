package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which calls something is for. What is empty leaves none out.
 *
 * @param models public model names
 * @param keys aliases of keys
 * @param teams of keys
 */
public record CallFilter(List<String> models, List<String> keys, List<String> teams) {
    static final Key<List<String>> MODELS = Key.texts("models")
            .byDefault(List.of(), "")
            .says("Public model names whose calls it is for; a `*` stands for anything. All when empty.");
    static final Key<List<String>> KEYS = Key.texts("keys")
            .byDefault(List.of(), "")
            .says("Aliases of the keys whose calls it is for. All when empty.");
    static final Key<List<String>> TEAMS = Key.texts("teams")
            .byDefault(List.of(), "")
            .says("Teams of the keys whose calls it is for. All when empty.");

    public CallFilter {
        models = List.copyOf(models);
        keys = List.copyOf(keys);
        teams = List.copyOf(teams);
    }

    static CallFilter read(Section section) {
        return new CallFilter(section.get(MODELS), section.get(KEYS), section.get(TEAMS));
    }

    public boolean takes(String model, @Nullable ApiKey key) {
        return takes(model)
                && (keys.isEmpty() || key != null && key.alias() != null && keys.contains(key.alias()))
                && (teams.isEmpty() || key != null && key.teamId() != null && teams.contains(key.teamId()));
    }

    private boolean takes(String model) {
        return models.isEmpty()
                || models.contains(model)
                || models.stream().map(NamePattern::new).anyMatch(each -> each.isWild() && each.match(model) != null);
    }
}
