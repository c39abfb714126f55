package io.callstream.gateway.route;

import io.callstream.gateway.config.FallbackConfig;
import io.callstream.gateway.config.FallbackTable;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.Origin;
import io.callstream.gateway.provider.CallerRouting;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of a call in its own model group, then in those that take its place, each with the retries it has itself. A
 * group's own fallbacks come before what is left of the list that named it, and no group is tried twice.
 */
final class FallbackPlan implements RoutePlan {
    private final GroupPlan own;
    private final FallbackConfig fallbacks;
    private final Function<String, @Nullable GroupPlan> groups;
    /** Both are made when the call leaves its group, which most calls never do. */
    private @Nullable Deque<String> left;

    private @Nullable Set<String> tried;
    private String name;
    private GroupPlan current;
    private int made;

    /** @param groups finds a model group by its name */
    FallbackPlan(String name, GroupPlan own, FallbackConfig fallbacks, Function<String, @Nullable GroupPlan> groups) {
        this.name = name;
        this.own = own;
        this.current = own;
        this.fallbacks = fallbacks;
        this.groups = groups;
    }

    /** What the request says comes before what the configuration says. */
    static FallbackConfig of(CallerRouting said, FallbackConfig configured) {
        if (said.stays()) {
            return FallbackConfig.NONE;
        }
        return said.namesFallbacks()
                ? new FallbackConfig(
                        or(said.fallbacks(), configured.general()),
                        or(said.contextWindowFallbacks(), configured.contextWindow()),
                        or(said.contentPolicyFallbacks(), configured.contentPolicy()),
                        configured.most())
                : configured;
    }

    private static FallbackTable or(@Nullable FallbackTable said, FallbackTable configured) {
        return said == null ? configured : said;
    }

    @Override
    public @Nullable AttemptPlan next(@Nullable AttemptResult result) {
        if (result == null) {
            return first();
        }
        List<String> others = mayHelp(result.error()) ? taking(result.error()) : List.of();
        AttemptPlan next = current.next(result, !others.isEmpty());
        return next == null && mayHelp(result.error()) ? fallback(others, result.elapsed()) : next;
    }

    private @Nullable AttemptPlan first() {
        List<String> larger = own.tooLong() ? fallbacks.contextWindow().of(name) : List.of();
        AttemptPlan first = larger.isEmpty() ? null : fallback(larger, Duration.ZERO);
        if (first == null) {
            first = own.next(null);
        }
        return first == null ? fallback(fallbacks.general().of(name), Duration.ZERO) : first;
    }

    private @Nullable AttemptPlan fallback(List<String> others, Duration elapsed) {
        Deque<String> names = left == null ? new ArrayDeque<>() : left;
        Set<String> before = tried == null ? new HashSet<>(List.of(name)) : tried;
        left = names;
        tried = before;
        push(names, others);
        AttemptPlan next = null;
        while (next == null && !names.isEmpty() && made < fallbacks.most()) {
            String other = names.remove();
            next = before.add(other) ? begin(other, names, elapsed) : null;
        }
        return next;
    }

    private @Nullable AttemptPlan begin(String next, Deque<String> names, Duration elapsed) {
        GroupPlan group = groups.apply(next);
        if (group == null) {
            return null;
        }
        AttemptPlan first = group.fallback(elapsed);
        if (first == null) {
            push(names, fallbacks.general().of(next));
            return null;
        }
        begun(next, group);
        return first;
    }

    private void begun(String next, GroupPlan group) {
        made++;
        name = next;
        current = group;
    }

    /** Before those that are left. */
    private static void push(Deque<String> names, List<String> more) {
        for (int i = more.size() - 1; i >= 0; i--) {
            names.addFirst(more.get(i));
        }
    }

    private List<String> taking(GatewayError error) {
        List<String> special = switch (error) {
            case CONTEXT_WINDOW_EXCEEDED -> fallbacks.contextWindow().of(name);
            case CONTENT_POLICY_VIOLATION -> fallbacks.contentPolicy().of(name);
            default -> List.of();
        };
        return special.isEmpty() ? fallbacks.general().of(name) : special;
    }

    /** What a provider, its form or the way to it has caused; what is wrong with the request itself stays wrong elsewhere. */
    private static boolean mayHelp(GatewayError error) {
        return error.origin() == Origin.PROVIDER
                || error.origin() == Origin.NETWORK
                || error == GatewayError.OVERLOADED
                || error == GatewayError.UNSUPPORTED;
    }

    @Override
    public Duration hedgeAfter() {
        return current.hedgeAfter();
    }

    @Override
    public @Nullable AttemptPlan hedge() {
        return current.hedge();
    }

    @Override
    public String strategy() {
        return own.strategy();
    }

    @Override
    public int mostFallbacks() {
        return fallbacks.most();
    }

    @Override
    public @Nullable Unavailable unavailable() {
        return own.unavailable();
    }
}
