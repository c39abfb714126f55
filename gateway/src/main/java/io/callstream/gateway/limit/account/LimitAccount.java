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
    private final RateAccount rates;
    private final BudgetAccount budget = new BudgetAccount();
    private final AtomicLong longestOutput = new AtomicLong(-1);
    private final AtomicInteger pins = new AtomicInteger();
    private final AtomicBoolean changed = new AtomicBoolean();
    private final Consumer<LimitAccount> changes;
    private final long run;
    private volatile long lastNanos;
    private volatile Budget lastBudget = Budget.NONE;

    /** @param changes called when there is something to report to others, until {@link #takeChanged} */
    LimitAccount(LimitSubject subject, Peers peers, SpendLedger ledger, Consumer<LimitAccount> changes, Moment now) {
        this.subject = subject;
        this.peers = peers;
        this.ledger = ledger;
        this.changes = changes;
        this.run = now.wall().toEpochMilli();
        this.rates = new RateAccount(now);
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
        Refusal refusal = rates.take(rule, demand, now, held);
        return refusal == null ? reserve(rule, demand, now, held) : refusal;
    }

    /** Which limit has nothing left, the budget's first: others have something again before it. Takes nothing. */
    @Nullable Refusal reached(LimitRule rule, Moment now) {
        Refusal refusal = spent(rule, now);
        return refusal == null ? rates.reached(rule, now) : refusal;
    }

    private @Nullable Refusal spent(LimitRule rule, Moment now) {
        Long limit = rule.budget().limitAt(now.wall());
        if (limit == null) {
            return null;
        }
        enter(rule.budget(), now);
        LimitKind reached = budget.reached(rule.budget(), limit, peers.running(), now);
        return reached == null ? null : refusal(reached, rule, limit, 0, now);
    }

    /** Takes what a call may need, whatever is left. */
    void count(LimitRule rule, Demand demand, Moment now, Held held) {
        rates.count(rule, demand, now, held);
        if (rule.budget().limitNanoUsd() != null) {
            enter(rule.budget(), now);
            long amount = demand.nanoUsd(usualOutput());
            budget.count(rule.budget(), amount, now);
            held.tookMoney(amount);
        }
    }

    private @Nullable Refusal reserve(LimitRule rule, Demand demand, Moment now, Held held) {
        Long limit = rule.budget().limitAt(now.wall());
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
        budget.reconcile(ledger, subject.spender());
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

    /** A call has ended. */
    void leave() {
        rates.leave();
        markChanged();
    }

    void pay(long reserved, long cost) {
        budget.settle(reserved, cost);
    }

    RateAccount rates() {
        return rates;
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
        Instant end = lastBudget.resetAt(now.wall());
        long until = end == null ? 0 : end.getEpochSecond();
        long spent = budget.before() + mine.spent();
        UsageReport.MoneyUsed money = new UsageReport.MoneyUsed(mine.since(), until, spent, mine.reserved());
        return new UsageReport(run, rates.report(now), money);
    }

    /** This gateway has reported; what it did under another run was before this one. */
    void heardOfSelf(UsageReport report) {
        if (report.run() != run) {
            budget.before(report.money().since(), report.money().spent());
        }
    }

    /** Takes in what is known of other gateways. */
    void refresh() {
        Others known = peers.of(subject, budget.own().since());
        rates.parallelOfOthers(known.parallel());
        budget.others(known);
    }
}
