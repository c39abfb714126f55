package io.callstream.gateway.limit.account;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one subject has used of its limits. Safe for use by several threads; nobody waits. */
final class LimitAccount {
    private static final int RETIRED = -1;

    private final LimitSubject subject;
    private final Peers peers;
    private final SpendLedger ledger;
    private final SlidingMinute requests;
    private final SlidingMinute tokens;
    private final BudgetAccount budget = new BudgetAccount();
    private final AtomicInteger parallel = new AtomicInteger();
    private final AtomicLong requestsOfRun = new AtomicLong();
    private final AtomicLong tokensOfRun = new AtomicLong();
    private final AtomicLong longestOutput = new AtomicLong(-1);
    private final AtomicInteger pins = new AtomicInteger();
    private final AtomicBoolean changed = new AtomicBoolean();
    private final Consumer<LimitAccount> changes;
    private final long run;
    private volatile int parallelOfOthers;
    private volatile long lastNanos;
    private volatile Budget lastBudget = Budget.NONE;

    /** @param changes told when there is something to tell others, until {@link #takeChanged} */
    LimitAccount(LimitSubject subject, Peers peers, SpendLedger ledger, Consumer<LimitAccount> changes, Moment now) {
        this.subject = subject;
        this.peers = peers;
        this.ledger = ledger;
        this.changes = changes;
        this.run = now.wall().toEpochMilli();
        this.requests = new SlidingMinute(now.second());
        this.tokens = new SlidingMinute(now.second());
        this.lastNanos = now.nanos();
    }

    LimitSubject subject() {
        return subject;
    }

    /** Keeps it from being retired; false when it has been, and another one is to be used. */
    boolean pin(Moment now) {
        int seen = pins.get();
        while (seen != RETIRED) {
            if (pins.compareAndSet(seen, seen + 1)) {
                lastNanos = now.nanos();
                return true;
            }
            seen = pins.get();
        }
        return false;
    }

    void unpin() {
        markChanged();
        pins.decrementAndGet();
    }

    /** Leases that have not been settled. */
    int pins() {
        return Math.max(0, pins.get());
    }

    /** Whether nobody uses it, nor will. */
    boolean retire(Moment now, long idleNanos) {
        return !changed.get() && now.nanos() - lastNanos > idleNanos && pins.compareAndSet(0, RETIRED);
    }

    /** Takes what a call may need of all limits of the subject, or says which one has been reached. */
    @Nullable Refusal take(LimitRule rule, Demand demand, Moment now, Held held) {
        Refusal refusal = takeParallel(rule, held);
        if (refusal == null) {
            refusal = takeRequest(rule, now, held);
        }
        if (refusal == null) {
            refusal = takeTokens(rule, demand, now, held);
        }
        return refusal == null ? reserve(rule, demand, now, held) : refusal;
    }

    /** Which limit has nothing left, the budget's first: others have something again before it. Takes nothing. */
    @Nullable Refusal reached(LimitRule rule, Moment now) {
        Refusal refusal = spent(rule, now);
        if (refusal == null) {
            refusal = full(rule);
        }
        return refusal == null ? rateUsedUp(rule, now) : refusal;
    }

    private @Nullable Refusal spent(LimitRule rule, Moment now) {
        Long limit = rule.budget().limitNanoUsd();
        if (limit == null) {
            return null;
        }
        enter(rule.budget(), now);
        LimitKind reached = budget.reached(rule.budget(), limit, peers.running(), now);
        return reached == null ? null : refusal(reached, rule, limit, 0, now);
    }

    private @Nullable Refusal full(LimitRule rule) {
        Long limit = rule.rates().parallel();
        int under = parallel.get() + parallelOfOthers;
        return limit == null || under < limit ? null : new Refusal(LimitKind.PARALLEL, rule, limit, under, 1, 1);
    }

    private @Nullable Refusal rateUsedUp(LimitRule rule, Moment now) {
        Long rpm = rule.rates().rpm();
        long made = requests.used(now.second());
        if (rpm != null && made >= rpm) {
            return new Refusal(LimitKind.REQUESTS, rule, rpm, made, 1, requests.secondsUntil(1, rpm, now.second()));
        }
        Long tpm = rule.rates().tpm();
        long used = tokens.used(now.second());
        return tpm == null || used < tpm
                ? null
                : new Refusal(LimitKind.TOKENS, rule, tpm, used, 1, tokens.secondsUntil(1, tpm, now.second()));
    }

    /** Takes what a call may need, whatever is left. */
    void count(LimitRule rule, Demand demand, Moment now, Held held) {
        if (rule.rates().parallel() != null) {
            parallel.incrementAndGet();
            held.tookParallel();
        }
        if (rule.rates().rpm() != null) {
            requests.add(1, now.second(), now.second());
            requestsOfRun.incrementAndGet();
            held.tookRequest();
        }
        if (rule.rates().tpm() != null) {
            correctTokens(demand.tokens(), now.second(), now.second());
            held.tookTokens(demand.tokens());
        }
        if (rule.budget().limitNanoUsd() != null) {
            enter(rule.budget(), now);
            long amount = demand.nanoUsd(usualOutput());
            budget.count(rule.budget(), amount, now);
            held.tookMoney(amount);
        }
    }

    private @Nullable Refusal takeParallel(LimitRule rule, Held held) {
        Long limit = rule.rates().parallel();
        if (limit == null) {
            return null;
        }
        int seen = parallel.get();
        while (seen + parallelOfOthers < limit) {
            if (parallel.compareAndSet(seen, seen + 1)) {
                held.tookParallel();
                return null;
            }
            seen = parallel.get();
        }
        return new Refusal(LimitKind.PARALLEL, rule, limit, seen + parallelOfOthers, 1, 1);
    }

    private @Nullable Refusal takeRequest(LimitRule rule, Moment now, Held held) {
        Long limit = rule.rates().rpm();
        if (limit == null) {
            return null;
        }
        if (requests.take(1, limit, now.second())) {
            requestsOfRun.incrementAndGet();
            held.tookRequest();
            return null;
        }
        int wait = requests.secondsUntil(1, limit, now.second());
        return new Refusal(LimitKind.REQUESTS, rule, limit, requests.used(now.second()), 1, limit == 0 ? -1 : wait);
    }

    private @Nullable Refusal takeTokens(LimitRule rule, Demand demand, Moment now, Held held) {
        Long limit = rule.rates().tpm();
        if (limit == null) {
            return null;
        }
        long asked = Math.max(1, demand.tokens());
        if (tokens.take(asked, limit, now.second())) {
            tokensOfRun.addAndGet(asked);
            held.tookTokens(asked);
            return null;
        }
        int wait = tokens.secondsUntil(asked, limit, now.second());
        return new Refusal(LimitKind.TOKENS, rule, limit, tokens.used(now.second()), asked, asked > limit ? -1 : wait);
    }

    private @Nullable Refusal reserve(LimitRule rule, Demand demand, Moment now, Held held) {
        Long limit = rule.budget().limitNanoUsd();
        if (limit == null) {
            return null;
        }
        enter(rule.budget(), now);
        long amount = demand.nanoUsd(usualOutput());
        LimitKind reached = budget.reserve(rule.budget(), limit, amount, peers.running(), now);
        if (reached == null) {
            held.tookMoney(amount);
            return null;
        }
        return refusal(reached, rule, limit, amount, now);
    }

    private Refusal refusal(LimitKind reached, LimitRule rule, long limit, long asked, Moment now) {
        return new Refusal(
                reached, rule, limit, budget.spent(rule.budget(), now), asked, untilReset(rule.budget(), now));
    }

    /** What is looked up of other gateways is of the budget's present period. */
    void enter(Budget latest, Moment now) {
        lastBudget = latest;
        if (budget.enter(latest, now)) {
            refresh();
            reconcile();
        }
    }

    void reconcile() {
        budget.reconcile(ledger, subject);
    }

    private static long untilReset(Budget budget, Moment now) {
        Instant reset = budget.resetAt(now.wall());
        return reset == null
                ? -1
                : Math.max(1, Duration.between(now.wall(), reset).toSeconds() + 1);
    }

    private long usualOutput() {
        long longest = longestOutput.get();
        return longest < 0 ? Demand.USUAL_OUTPUT : longest;
    }

    /** A completion of unknown length was this long: as long may be the next ones. Old ones are forgotten slowly. */
    void sawOutput(long length) {
        longestOutput.updateAndGet(longest -> Math.max(length, longest - longest / 64));
    }

    void giveBackRequest(long at, long second) {
        requests.add(-1, at, second);
        requestsOfRun.decrementAndGet();
    }

    /** Less than was reserved is given back where it was taken; more counts now, when it was used. */
    void correctTokens(long difference, long at, long second) {
        tokens.add(difference, difference < 0 ? at : second, second);
        tokensOfRun.addAndGet(difference);
    }

    void leave() {
        parallel.decrementAndGet();
        markChanged();
    }

    void pay(long reserved, long cost) {
        budget.settle(reserved, cost);
    }

    long requestsLeft(long limit, Moment now) {
        return Math.max(0, limit - requests.used(now.second()));
    }

    long tokensLeft(long limit, Moment now) {
        return Math.max(0, limit - tokens.used(now.second()));
    }

    /** Seconds until nothing of the last minute counts any more, about. */
    int requestsReset(long limit, Moment now) {
        return requests.secondsUntil(limit, limit, now.second());
    }

    int tokensReset(long limit, Moment now) {
        return tokens.secondsUntil(limit, limit, now.second());
    }

    BudgetAccount budget() {
        return budget;
    }

    /** Whether money has been spent in the present period. */
    boolean spends(Moment now) {
        return budget.own().in(lastBudget.since(now.wall()).getEpochSecond()).used() > 0;
    }

    /** Whether something has changed since this was asked last. */
    boolean takeChanged() {
        return changed.getAndSet(false);
    }

    void markChanged() {
        if (changed.compareAndSet(false, true)) {
            changes.accept(this);
        }
    }

    /** What others get to know of this gateway's use. */
    UsageReport report(Money mine, Moment now) {
        UsageReport.RatesUsed rates = new UsageReport.RatesUsed(
                requestsOfRun.get(),
                tokensOfRun.get(),
                requests.used(now.second()),
                tokens.used(now.second()),
                parallel.get());
        Instant end = lastBudget.resetAt(now.wall());
        long until = end == null ? 0 : end.getEpochSecond();
        long spent = budget.before() + mine.spent();
        return new UsageReport(run, rates, new UsageReport.MoneyUsed(mine.since(), until, spent, mine.reserved()));
    }

    /** This gateway has reported; what it did under another run was before this one. */
    void heardOfSelf(UsageReport report) {
        if (report.run() != run) {
            budget.before(report.money().since(), report.money().spent());
        }
    }

    /** Other gateways have used so much more. */
    void usedByOthers(long moreRequests, long moreTokens, Moment now) {
        requests.add(moreRequests, now.second(), now.second());
        tokens.add(moreTokens, now.second(), now.second());
    }

    /** What another gateway knew to have been used in the last minute when it was first heard of. */
    void foundUsed(UsageReport.RatesUsed rates, Moment now) {
        requests.spread(Math.max(0, rates.minuteRequests() - requests.used(now.second())), now.second());
        tokens.spread(Math.max(0, rates.minuteTokens() - tokens.used(now.second())), now.second());
    }

    /** Takes in what is known of other gateways. */
    void refresh() {
        Others known = peers.of(subject, budget.own().since());
        parallelOfOthers = known.parallel();
        budget.others(known);
    }
}
