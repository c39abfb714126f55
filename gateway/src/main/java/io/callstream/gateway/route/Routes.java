package io.callstream.gateway.route;

import io.callstream.gateway.config.ModelAlias;
import io.callstream.gateway.config.NamePattern;
import io.callstream.gateway.provider.Target;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * LiteLLM's simple-shuffle: a random deployment of the group, by weight. A group's name may hold {@code *} anywhere
 * ({@code openai/*}, {@code *-eu}, {@code *}); the exact name wins, then the longest pattern that fits. What stood in the
 * place of a {@code *} fills those of the deployment's model. Safe for use by several threads.
 */
public final class Routes {
    /** Name of the strategy in events. */
    public static final String STRATEGY = "simple-shuffle";

    private final Map<String, Group> exact = new LinkedHashMap<>();
    private final List<Wild> wild;
    private final Map<String, ModelAlias> aliases;

    private record Wild(NamePattern name, Group group) {}

    public Routes(Collection<Target> targets) {
        this(targets, Map.of());
    }

    public Routes(Collection<Target> targets, Map<String, ModelAlias> aliases) {
        this.aliases = Map.copyOf(aliases);
        Map<String, List<Target>> byGroup = targets.stream()
                .collect(Collectors.groupingBy(
                        target -> target.deployment().modelGroup(), LinkedHashMap::new, Collectors.toList()));
        byGroup.forEach((name, members) -> {
            if (!new NamePattern(name).isWild()) {
                exact.put(name, new Group(members));
            }
        });
        this.wild = byGroup.entrySet().stream()
                .map(each -> new Wild(new NamePattern(each.getKey()), new Group(each.getValue())))
                .filter(each -> each.name.isWild())
                .sorted(Comparator.comparingInt(
                                (Wild each) -> -each.name.toString().length())
                        .thenComparingInt(each -> each.name.stars()))
                .toList();
    }

    /**
     * The attempts of a call. An alias wins over a group of its name, as in LiteLLM.
     *
     * @param retries that the request itself allows; negative to leave it to the configuration
     */
    public RoutePlan plan(String model, int retries, RandomGenerator random) {
        ModelAlias alias = aliases.isEmpty() ? null : aliases.get(model);
        String asked = alias == null ? model : alias.modelGroup();
        Group group = exact.get(asked);
        return group == null
                ? byPattern(asked, retries, random)
                : new GroupPlan(group, new GroupPlan.Asked(asked, List.of(), retries), random);
    }

    private RoutePlan byPattern(String model, int retries, RandomGenerator random) {
        for (Wild each : wild) {
            List<String> wildcards = each.name.match(model);
            if (wildcards != null) {
                return new GroupPlan(each.group, new GroupPlan.Asked(model, wildcards, retries), random);
            }
        }
        return RoutePlan.NOWHERE;
    }

    /** Where a call to this model may go first; null when nowhere. */
    public @Nullable AttemptPlan first(String model) {
        return plan(model, GroupPlan.UNSAID, () -> 0).next(null);
    }

    /** Public names, in the order of the configuration, without wildcards. */
    public List<String> modelGroups() {
        return List.copyOf(exact.keySet());
    }
}
