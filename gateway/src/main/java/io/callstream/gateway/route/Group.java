package io.callstream.gateway.route;

import io.callstream.gateway.provider.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Deployments of one model group with their weights; a group of weights 0 shares evenly. Targets of one id are one
 * deployment, of which the model's name says which provider it goes to. Safe for use by several threads.
 */
final class Group {
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

    int size() {
        return members.size();
    }

    /** Targets of one deployment. */
    List<Target> member(int index) {
        return members.get(index);
    }

    int indexOf(Target target) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).contains(target)) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "no deployment of the group: " + target.deployment().id());
    }

    /** A member by weight, other than those that failed; they are not all. */
    int pick(RandomGenerator random, FailedDeployments failed) {
        if (members.size() == 1) {
            return 0;
        }
        return failed.none() ? at(random.nextInt(total), failed) : pickOther(random, failed);
    }

    /** Those left may all have weight 0: then they share evenly. */
    private int pickOther(RandomGenerator random, FailedDeployments failed) {
        int left = 0;
        int others = 0;
        for (int i = 0; i < weights.length; i++) {
            left += failed.has(i) ? 0 : weights[i];
            others += failed.has(i) ? 0 : 1;
        }
        return left == 0 ? nth(random.nextInt(others), failed) : at(random.nextInt(left), failed);
    }

    private int at(int drawn, FailedDeployments failed) {
        int left = drawn;
        int at = 0;
        while (failed.has(at) || left >= weights[at]) {
            left -= failed.has(at) ? 0 : weights[at];
            at++;
        }
        return at;
    }

    private static int nth(int drawn, FailedDeployments failed) {
        int left = drawn;
        int at = 0;
        while (failed.has(at) || left > 0) {
            left -= failed.has(at) ? 0 : 1;
            at++;
        }
        return at;
    }
}
