package io.callstream.gateway.route;

import io.callstream.gateway.config.FallbackConfig;
import io.callstream.gateway.config.ModelAlias;
import io.callstream.gateway.config.NamePattern;
import io.callstream.gateway.config.StrategyConfig;
import io.callstream.gateway.provider.CallerRouting;
import io.callstream.gateway.provider.Target;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the model group that a call asks for. A group's name may hold {@code *} anywhere
 * ({@code openai/*}, {@code *-eu}, {@code *}); the exact name wins, then the longest pattern that fits. What stood in the
 * place of a {@code *} fills those of the deployment's model. Safe for use by several threads.
 */
public final class Routes {
    private final Map<String, Group> exact = new LinkedHashMap<>();
    private final List<Target> targets;
    private final List<Wild> wild;
    private final Map<String, ModelAlias> aliases;
    private final FallbackConfig fallbacks;
    private final boolean alone;
    private final boolean byTags;
    /** Each deployment as a group of its own, for fallbacks that name it. */
    private final Map<String, Group> byId = new HashMap<>();

    private record Wild(NamePattern name, Group group) {}

    public Routes(Collection<Target> targets) {
        this(targets, Map.of(), RoutingRules.plain());
    }

    public Routes(Collection<Target> targets, Map<String, ModelAlias> aliases, RoutingRules rules) {
        this.fallbacks = rules.config().fallbacks();
        this.byTags = rules.config().strategy().tags() != StrategyConfig.TagFilter.OFF;
        this.alone = fallbacks.isEmpty();
        this.targets = List.copyOf(targets);
        this.aliases = Map.copyOf(aliases);
        Map<String, List<Target>> byGroup = targets.stream()
                .collect(Collectors.groupingBy(
                        target -> target.deployment().modelGroup(), LinkedHashMap::new, Collectors.toList()));
        byGroup.forEach((name, members) -> {
            if (!new NamePattern(name).isWild()) {
                exact.put(name, new Group(members, rules));
            }
        });
        targets.stream()
                .filter(target -> !new NamePattern(target.deployment().modelGroup()).isWild())
                .forEach(target -> byId.putIfAbsent(target.deployment().id(), new Group(List.of(target), rules)));
        this.wild = wild(byGroup, rules);
    }

    /** The most exact pattern first. */
    private static List<Wild> wild(Map<String, List<Target>> byGroup, RoutingRules rules) {
        return byGroup.entrySet().stream()
                .map(each -> new Wild(new NamePattern(each.getKey()), new Group(each.getValue(), rules)))
                .filter(each -> each.name.isWild())
                .sorted(Comparator.comparingInt(
                                (Wild each) -> -each.name.toString().length())
                        .thenComparingInt(each -> each.name.stars()))
                .toList();
    }

    /** All deployments, in the order of the configuration. */
    public List<Target> targets() {
        return targets;
    }

    /** The attempts of a call. An alias wins over a group of its name, as in LiteLLM. */
    public RoutePlan plan(RouteAsk ask, RandomGenerator random) {
        GroupPlan own = group(ask.model(), ask, random);
        if (own == null) {
            return RoutePlan.NOWHERE;
        }
        if (alone && ask.said() == CallerRouting.NONE) {
            return own;
        }
        FallbackConfig others = FallbackPlan.of(ask.said(), fallbacks);
        return others.isEmpty() ? own : new FallbackPlan(ask.model(), own, others, name -> group(name, ask, random));
    }

    /** A model group by its name, or one deployment by its id; null when there is none. */
    private @Nullable GroupPlan group(String name, RouteAsk ask, RandomGenerator random) {
        ModelAlias alias = aliases.isEmpty() ? null : aliases.get(name);
        String asked = alias == null ? name : alias.modelGroup();
        Group group = exact.get(asked);
        if (group == null) {
            group = byId.get(asked);
        }
        return group == null
                ? byPattern(asked, ask, random)
                : new GroupPlan(group, new GroupPlan.Name(asked, List.of()), ask, random);
    }

    private @Nullable GroupPlan byPattern(String model, RouteAsk ask, RandomGenerator random) {
        for (Wild each : wild) {
            List<String> wildcards = each.name.match(model);
            if (wildcards != null) {
                return new GroupPlan(each.group, new GroupPlan.Name(model, wildcards), ask, random);
            }
        }
        return null;
    }

    /** The name of the model group that a model leads to, which may be a pattern; null when it leads nowhere. */
    public @Nullable String group(String model) {
        ModelAlias alias = aliases.get(model);
        String asked = alias == null ? model : alias.modelGroup();
        if (exact.containsKey(asked)) {
            return asked;
        }
        for (Wild each : wild) {
            if (each.name.match(asked) != null) {
                return each.name.toString();
            }
        }
        return null;
    }

    /** Where a call to this model may go first; null when nowhere. */
    public @Nullable AttemptPlan first(String model) {
        GroupPlan plan = group(model, RouteAsk.of(model), () -> 0);
        return plan == null ? null : plan.any();
    }

    /** Whether a call's tags decide where it goes. */
    public boolean byTags() {
        return byTags;
    }

    /** Public names, in the order of the configuration, without wildcards. */
    public List<String> modelGroups() {
        return List.copyOf(exact.keySet());
    }
}
