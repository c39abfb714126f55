package io.callstream.gateway.identity;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.Models;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Models that belong to one team: LiteLLM's {@code model_info.team_id}. The team's keys know them by a name of their own ({@code
 * team_public_model_name}); nobody else knows them.
 *
 * @param names by team: the model group that each of its names means
 * @param hidden names of these groups and ids of their deployments
 */
public record TeamModels(Map<String, Map<String, String>> names, Set<String> hidden) {
    public static final TeamModels NONE = new TeamModels(Map.of(), Set.of());
    private static final String TEAM = "team_id";
    private static final String PUBLIC = "team_public_model_name";

    public TeamModels {
        names = Map.copyOf(names);
        hidden = Set.copyOf(hidden);
    }

    /** Those of a configuration. A group belongs to a team when each of its deployments says so. */
    public static TeamModels of(Models known) {
        if (known.infos().values().stream().noneMatch(info -> info.containsKey(TEAM))) {
            return NONE;
        }
        Map<String, Map<String, String>> names = new HashMap<>();
        Set<String> hidden = new HashSet<>();
        groups(known).forEach((group, members) -> {
            String team = team(known, members);
            if (team != null) {
                String name = said(known, members.get(0), PUBLIC);
                names.computeIfAbsent(team, none -> new HashMap<>()).put(name == null ? group : name, group);
                hidden.add(group);
                members.forEach(each -> hidden.add(each.id()));
            }
        });
        return new TeamModels(names, hidden);
    }

    private static Map<String, List<Deployment>> groups(Models known) {
        return known.deployments().stream().collect(Collectors.groupingBy(Deployment::modelGroup));
    }

    private static @Nullable String team(Models known, List<Deployment> members) {
        String team = said(known, members.get(0), TEAM);
        return team != null && members.stream().allMatch(each -> team.equals(said(known, each, TEAM))) ? team : null;
    }

    private static @Nullable String said(Models known, Deployment deployment, String field) {
        String json = known.infos().getOrDefault(deployment.id(), Map.of()).get(field);
        try {
            return json != null && PlainValues.read(Slice.of(json)) instanceof String text && !text.isBlank()
                    ? text
                    : null;
        } catch (InvalidJsonException e) {
            throw new IllegalStateException(e); // the configuration wrote it
        }
    }

    /** The group that each name of a team means; empty for a team that has none. */
    Map<String, String> of(String team) {
        return names.getOrDefault(team, Map.of());
    }

    /** Whether it is a name that no caller may ask for: what is a team's is asked for by the team's name for it. */
    public boolean hides(String name) {
        return !hidden.isEmpty() && hidden.contains(name);
    }

    /** The same for callers of a team, who may say what their own names mean. */
    public boolean hides(String name, @Nullable String team) {
        return hides(name) && (team == null || !of(team).containsValue(name));
    }

    /** Whether somebody may know of a group. */
    public boolean shows(String group, Grant to) {
        return hides(group) ? to.role() != Grant.Role.CALLER || to.means(group) : to.allowsModel(group);
    }

    /** What a group is called by those who may ask for it. */
    public String shown(String group) {
        return hides(group)
                ? names.values().stream()
                        .flatMap(its -> its.entrySet().stream())
                        .filter(each -> each.getValue().equals(group))
                        .findFirst()
                        .map(Map.Entry::getKey)
                        .orElse(group)
                : group;
    }
}
