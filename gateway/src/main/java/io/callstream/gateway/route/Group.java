package io.callstream.gateway.route;

import io.callstream.gateway.config.Share;
import io.callstream.gateway.config.StrategyConfig;
import io.callstream.gateway.config.StrategyConfig.TagFilter;
import io.callstream.gateway.limit.account.LimitKind;
import io.callstream.gateway.limit.account.Quota;
import io.callstream.gateway.limit.account.Refusal;
import io.callstream.gateway.provider.Target;
import io.callstream.gateway.route.strategy.RoutingStrategy;
import io.callstream.gateway.route.strategy.Strategies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The deployments of one model group, and how one of them is chosen. Safe for use by several threads. */
final class Group {
    private static final String DEFAULT_TAG = "default";
    private static final long BYTES_PER_TOKEN = 4;

    private final List<Member> members;
    private final StrategyConfig config;
    private final RoutingStrategy strategy;
    private final boolean limited;
    private final boolean ordered;
    private final Duration hedgeAfter;

    Group(List<Target> targets, RoutingRules rules) {
        this.config = rules.config().strategy();
        this.strategy = Strategies.of(config);
        this.hedgeAfter = rules.config().hedge().after();
        this.members = members(targets, rules);
        this.limited = members.stream().anyMatch(each -> each.quota() != Quota.NONE);
        this.ordered = members.stream().map(Member::share).anyMatch(share -> share.order() != Integer.MAX_VALUE);
    }

    private static List<Member> members(List<Target> targets, RoutingRules rules) {
        List<List<Target>> deployments = List.copyOf(targets.stream()
                .collect(Collectors.groupingBy(
                        target -> target.deployment().id(), LinkedHashMap::new, Collectors.toList()))
                .values());
        List<Share> shares = deployments.stream()
                .map(each -> each.get(0).deployment().share())
                .toList();
        int[] weights = Weights.of(shares);
        CooldownRules cooldown = new CooldownRules(rules.config().cooldown(), rules.states());
        List<Member> members = new ArrayList<>();
        for (List<Target> each : deployments) {
            int index = members.size();
            Member.Place place = new Member.Place(index, weights[index], deployments.size() == 1);
            Target first = each.get(0);
            members.add(new Member(
                    place,
                    each,
                    rules.states().of(first.deployment().id()),
                    cooldown,
                    rules.price().applyAsDouble(first.deployment()),
                    rules.quotas().apply(first.deployment())));
        }
        return List.copyOf(members);
    }

    /** How deployments are chosen, for events. */
    String strategy() {
        return config.name().word();
    }

    /** After which time a second deployment is asked beside a slow one; zero where there is none. */
    Duration hedgeAfter() {
        return members.size() < 2 ? Duration.ZERO : hedgeAfter;
    }

    int size() {
        return members.size();
    }

    List<Member> members() {
        return members;
    }

    /** One that may be asked, other than those that failed; null when there is none. */
    @Nullable Member pick(RouteAsk ask, FailedDeployments failed, RandomGenerator random) {
        if (members.size() == 1 && config.tags() == TagFilter.OFF && !limited && !config.preCallChecks()) {
            Member only = members.get(0);
            return failed.none() && !only.coolsDown() ? only : null;
        }
        List<Member> able = able(ask, failed);
        if (able.isEmpty()) {
            return null;
        }
        List<Member> first = ordered ? firstInOrder(able) : able;
        return first.size() == 1 ? first.get(0) : strategy.pick(first, ask.stream(), random);
    }

    /**
     * One that may be asked although all are left alone or have no place: the first whose time is over. Null when no other
     * reason allows it.
     */
    @Nullable Member pickTired(RouteAsk ask) {
        Member best = null;
        List<Member> tagged = tagged(ask);
        for (Member each : limited ? filtered(tagged, any -> mayBeAsked(any, true)) : tagged) {
            boolean sooner =
                    best == null || each.state().aloneNanos() < best.state().aloneNanos();
            best = sooner ? each : best;
        }
        return best;
    }

    private List<Member> able(RouteAsk ask, FailedDeployments failed) {
        List<Member> able = filtered(tagged(ask), each -> !failed.has(each.index()) && !each.coolsDown());
        if (config.preCallChecks()) {
            List<Member> fitting = filtered(able, each -> fits(each, ask));
            able = fitting.isEmpty() ? able : fitting; // what is estimated here is the provider's to decide
        }
        if (limited && !able.isEmpty()) {
            able = withRoom(able);
        }
        return able;
    }

    /** Those of whose limits something is left; where there are none, those that may be asked all the same. */
    private List<Member> withRoom(List<Member> able) {
        List<Member> unused = filtered(able, each -> each.quota().reached() == null);
        return unused.isEmpty() ? filtered(able, each -> mayBeAsked(each, false)) : unused;
    }

    /** @param begun whether the call has begun, so that it is not given up for want of a place */
    private boolean mayBeAsked(Member member, boolean begun) {
        Refusal reached = member.quota().reached();
        if (reached == null) {
            return true;
        }
        LimitKind kind = reached.kind();
        return kind.closes() ? begun && kind.passes() : !strict();
    }

    /** Whether a deployment whose minute is used up is not asked at all. */
    private boolean strict() {
        return config.preCallChecks()
                || switch (config.name()) {
                    case USAGE, USAGE_V2 -> true;
                    default -> false;
                };
    }

    private static boolean fits(Member member, RouteAsk ask) {
        return member.share()
                .maxInputTokens()
                .map(most -> ask.bytes() / BYTES_PER_TOKEN <= most)
                .orElse(true);
    }

    /** Those that a call with its tags may use. */
    private List<Member> tagged(RouteAsk ask) {
        if (config.tags() == TagFilter.OFF) {
            return members;
        }
        List<Member> meant =
                ask.tags().isEmpty() ? List.of() : filtered(members, each -> matches(each.share(), ask.tags()));
        if (!meant.isEmpty()) {
            return meant;
        }
        List<Member> others = filtered(members, each -> each.share().tags().contains(DEFAULT_TAG));
        return others.isEmpty() && ask.tags().isEmpty() ? members : others;
    }

    private boolean matches(Share share, List<String> tags) {
        return config.tags() == TagFilter.ALL
                ? share.tags().containsAll(tags)
                : tags.stream().anyMatch(share.tags()::contains);
    }

    private static List<Member> firstInOrder(List<Member> able) {
        int lowest = Integer.MAX_VALUE;
        for (Member each : able) {
            lowest = Math.min(lowest, each.share().order());
        }
        int first = lowest;
        return filtered(able, each -> each.share().order() == first);
    }

    /** The list itself when all stay, which is the usual case. */
    private static List<Member> filtered(List<Member> all, Predicate<Member> stays) {
        int at = 0;
        while (at < all.size() && stays.test(all.get(at))) {
            at++;
        }
        if (at == all.size()) {
            return all;
        }
        List<Member> some = new ArrayList<>(all.subList(0, at));
        for (int i = at + 1; i < all.size(); i++) {
            if (stays.test(all.get(i))) {
                some.add(all.get(i));
            }
        }
        return some;
    }

    /** Why none may be asked. */
    Unavailable unavailable(RouteAsk ask) {
        List<Member> tagged = tagged(ask);
        if (tagged.isEmpty()) {
            return new Unavailable(Unavailable.Reason.TAGS, Duration.ZERO);
        }
        List<Refusal> limits = new ArrayList<>();
        long soonest = Long.MAX_VALUE;
        for (Member each : tagged) {
            Refusal reached = each.quota().reached();
            if (each.coolsDown()) {
                soonest = Math.min(soonest, each.state().aloneNanos());
            } else if (reached != null) {
                limits.add(reached);
                soonest = Math.min(soonest, wait(reached));
            }
        }
        Duration again = soonest == Long.MAX_VALUE ? Duration.ofSeconds(1) : Duration.ofNanos(soonest);
        return new Unavailable(reason(limits, tagged.size()), again, limits);
    }

    private static long wait(Refusal reached) {
        return reached.retrySeconds() < 0 ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(reached.retrySeconds());
    }

    /** Calls wait where a place is soon free. */
    private static Unavailable.Reason reason(List<Refusal> limits, int all) {
        if (limits.stream().anyMatch(each -> each.kind().passes())) {
            return Unavailable.Reason.FULL;
        }
        boolean spent = limits.size() == all && limits.stream().allMatch(each -> each.kind() == LimitKind.BUDGET);
        return spent ? Unavailable.Reason.BUDGET : Unavailable.Reason.BUSY;
    }

    /** Whether the prompt is likely to be too long for every deployment that the call may use. */
    boolean tooLong(RouteAsk ask) {
        return config.preCallChecks() && tagged(ask).stream().noneMatch(each -> fits(each, ask));
    }
}
