package io.callstream.gateway.identity;

import io.callstream.gateway.config.Models;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * LiteLLM's access groups: names that stand for all model groups whose {@code model_info.access_groups} has them.
 *
 * @param models of each group
 */
public record AccessGroups(Map<String, Set<String>> models) {
    public static final AccessGroups NONE = new AccessGroups(Map.of());
    private static final String FIELD = "access_groups";

    public AccessGroups {
        models = Map.copyOf(models);
    }

    /** Those of a configuration. */
    public static AccessGroups of(Models known) {
        Map<String, Set<String>> groups = new HashMap<>();
        known.deployments()
                .forEach(deployment -> named(known.infos().getOrDefault(deployment.id(), Map.of()))
                        .forEach(group -> groups.computeIfAbsent(group, none -> new LinkedHashSet<>())
                                .add(deployment.modelGroup())));
        return new AccessGroups(groups);
    }

    private static List<String> named(Map<String, String> info) {
        String groups = info.get(FIELD);
        try {
            return groups == null
                    ? List.of()
                    : new Fields(Map.of(FIELD, List.of()))
                            .with(FIELD, PlainValues.read(Slice.of(groups)))
                            .texts(FIELD);
        } catch (InvalidJsonException e) {
            throw new IllegalStateException(e); // the configuration wrote it
        }
    }

    /** The same list with the models of each group behind it. */
    List<String> expand(List<String> named) {
        if (models.isEmpty() || named.stream().noneMatch(models::containsKey)) {
            return named;
        }
        List<String> all = new ArrayList<>(named);
        named.forEach(each -> all.addAll(models.getOrDefault(each, Set.of())));
        return all;
    }
}
