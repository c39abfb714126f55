package io.callstream.gateway.route;

import io.callstream.gateway.config.ModelAlias;
import io.callstream.gateway.config.NamePattern;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Target;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * LiteLLM's simple-shuffle: a random deployment of the group, by weight. A group's name may hold {@code *} anywhere
 * ({@code openai/*}, {@code *-eu}, {@code *}); the exact name wins, then the longest pattern that fits. What stood in the
 * place of a {@code *} fills those of the deployment's model. Safe for use by several threads.
 */
public final class Routes {
    /** Name of the strategy in events. */
    public static final String STRATEGY = "simple-shuffle";

    private static final Route UNKNOWN = new Route.Unknown();

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

    /** An alias wins over a group of its name, as in LiteLLM. */
    public Route choose(String model, RandomGenerator random) {
        ModelAlias alias = aliases.isEmpty() ? null : aliases.get(model);
        String asked = alias == null ? model : alias.modelGroup();
        Group group = exact.get(asked);
        return group == null ? byPattern(asked, random) : group.pick(random, List.of(), asked);
    }

    private Route byPattern(String model, RandomGenerator random) {
        for (Wild each : wild) {
            List<String> wildcards = each.name.match(model);
            if (wildcards != null) {
                return each.group.pick(random, wildcards, model);
            }
        }
        return UNKNOWN;
    }

    /** Public names, in the order of the configuration, without wildcards. */
    public List<String> modelGroups() {
        return List.copyOf(exact.keySet());
    }

    /**
     * Deployments of one group with their weights; a group of weights 0 shares evenly. Targets of one id are one
     * deployment, of which the model's name says which provider it goes to.
     */
    private static final class Group {
        private final List<List<Target>> members;
        private final int[] weights;
        private final int total;

        Group(List<Target> targets) {
            members = List.copyOf(targets.stream()
                    .collect(Collectors.groupingBy(
                            target -> target.deployment().id(), LinkedHashMap::new, Collectors.toList()))
                    .values());
            int sum = members.stream().mapToInt(Group::weight).sum();
            weights = members.stream()
                    .mapToInt(member -> sum == 0 ? 1 : weight(member))
                    .toArray();
            total = sum == 0 ? members.size() : sum;
        }

        private static int weight(List<Target> member) {
            return member.get(0).deployment().weight();
        }

        Route pick(RandomGenerator random, List<String> wildcards, String asked) {
            List<Target> member = members.get(members.size() == 1 ? 0 : draw(random));
            for (int i = 0; i < member.size(); i++) {
                Target target = member.get(i);
                ModelName model = target.model(wildcards, asked);
                if (model != null) {
                    return new Route.Chosen(target, model);
                }
            }
            return UNKNOWN;
        }

        private int draw(RandomGenerator random) {
            int left = random.nextInt(total);
            int at = 0;
            while (left >= weights[at]) {
                left -= weights[at];
                at++;
            }
            return at;
        }
    }
}
