package io.callstream.gateway.route;

import io.callstream.gateway.provider.Target;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * LiteLLM's simple-shuffle: a random deployment of the group, by weight. A group may be named with a {@code *} at its
 * end ({@code openai/*}, {@code *}); the exact name wins, then the longest beginning. Safe for use by several threads.
 */
public final class Routes {
    /** Name of the strategy in events. */
    public static final String STRATEGY = "simple-shuffle";

    private static final Route UNKNOWN = new Route.Unknown();

    private final Map<String, Group> exact = new LinkedHashMap<>();
    private final Map<String, Group> beginnings = new LinkedHashMap<>();

    public Routes(Collection<Target> targets) {
        Map<String, List<Target>> byGroup = targets.stream()
                .collect(Collectors.groupingBy(
                        target -> target.deployment().modelGroup(), LinkedHashMap::new, Collectors.toList()));
        byGroup.forEach((name, members) -> {
            if (name.endsWith("*")) {
                beginnings.put(name.substring(0, name.length() - 1), new Group(members));
            } else {
                exact.put(name, new Group(members));
            }
        });
    }

    public Route choose(String model, RandomGenerator random) {
        Group group = exact.get(model);
        if (group != null) {
            return group.pick(random, "");
        }
        String beginning = longestBeginning(model);
        Group wild = beginning == null ? null : beginnings.get(beginning);
        return beginning == null || wild == null ? UNKNOWN : wild.pick(random, model.substring(beginning.length()));
    }

    /** Public names, in the order of the configuration, without wildcards. */
    public List<String> modelGroups() {
        return List.copyOf(exact.keySet());
    }

    private @Nullable String longestBeginning(String model) {
        String longest = null;
        for (String each : beginnings.keySet()) {
            if (model.startsWith(each) && (longest == null || each.length() > longest.length())) {
                longest = each;
            }
        }
        return longest;
    }

    /** Deployments of one group with their weights; a group of weights 0 shares evenly. */
    private static final class Group {
        private final List<Target> members;
        private final int[] weights;
        private final int total;

        Group(List<Target> targets) {
            members = List.copyOf(targets);
            int sum = targets.stream()
                    .mapToInt(target -> target.deployment().weight())
                    .sum();
            weights = targets.stream()
                    .mapToInt(target -> sum == 0 ? 1 : target.deployment().weight())
                    .toArray();
            total = sum == 0 ? members.size() : sum;
        }

        Route pick(RandomGenerator random, String wildcard) {
            Target target = members.get(members.size() == 1 ? 0 : draw(random));
            return new Route.Chosen(target, target.model(wildcard));
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
