package io.callstream.gateway.limit.account;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.LimitSubject;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one subject's spending. A call reserves what it may cost at most. Where that is more than is left, it may
 * still go when it is the only one: so each gateway spends too much by one call at most. While other gateways run, each
 * keeps to its share of what was left when they knew last of each other. Safe for use by several threads; nobody waits.
 */
final class BudgetAccount {
    private static final Amount NOTHING = new Amount(0, 0);

    private final AtomicReference<Money> own = new AtomicReference<>(Money.NOTHING);
    private volatile Others others = Others.NONE;
    private volatile boolean entered;
    private volatile Published published = Published.NOTHING;
    /** Spent by this gateway before it began to count here. */
    private volatile Amount before = NOTHING;

    private volatile @Nullable Span span;

    /**
     * A period.
     *
     * @param since its start, in seconds since 1970
     * @param until its end
     */
    private record Span(Budget budget, long since, long until) {}

    /** What the ledger knows of, and no gateway: of before there was a budget, or lost with a gateway's last moments. */
    private volatile Amount unknown = NOTHING;

    /** @param since start of the period, in seconds since 1970 */
    private record Amount(long since, long nanoUsd) {
        long in(long period) {
            return period == since ? nanoUsd : 0;
        }
    }

    /** Null when reserved. */
    @Nullable LimitKind reserve(Budget budget, long limit, long amount, Running running, Moment now) {
        while (true) {
            Money seen = own();
            Money mine = seen.in(since(budget, now));
            long left = limit - elsewhere(budget, mine.since(), now);
            if (mine.spent() >= left) {
                return LimitKind.BUDGET;
            }
            if (!fits(mine, left, amount, running, now)) {
                return LimitKind.BUDGET_RESERVED;
            }
            if (own.compareAndSet(seen, mine.reserve(amount))) {
                return null;
            }
        }
    }

    /**
     * Whether nothing is left for another call; null when there is something, or as long as it is not known what others have
     * spent: a deployment is not left alone for that.
     */
    @Nullable LimitKind reached(Budget budget, long limit, Running running, Moment now) {
        Money mine = own().in(since(budget, now));
        long left = limit - elsewhere(budget, mine.since(), now);
        if (mine.spent() >= left) {
            return LimitKind.BUDGET;
        }
        return !running.known() || fits(mine, left, 1, running, now) ? null : LimitKind.BUDGET_RESERVED;
    }

    /** Reserves whatever is left. */
    void count(Budget budget, long amount, Moment now) {
        long since = since(budget, now);
        own.updateAndGet(mine -> mine.in(since).reserve(amount));
    }

    /** @param left for this gateway's calls and for what others have reserved */
    private boolean fits(Money mine, long left, long amount, Running running, Moment now) {
        if (!running.known()) {
            return false;
        }
        if (running.count() == 0) {
            return mine.used() + amount <= left || mine.open() == 0;
        }
        long reported = published.seenByOthers(mine.since(), now);
        long share = (left - reported - others.in(mine.since()).reserved()) / (running.count() + 1);
        boolean alone = mine.open() == 0 && mine.used() == reported && running.fresh();
        return mine.used() + amount <= reported + share || alone;
    }

    private long elsewhere(Budget budget, long since, Moment now) {
        return others.in(since).spent() + before.in(since) + unknown.in(since) + budget.carried(now.wall());
    }

    /** A reservation becomes what the call has cost. */
    void settle(long amount, long cost) {
        own.updateAndGet(mine -> mine.settle(amount, cost));
    }

    /** Spent so far. */
    long spent(Budget budget, Moment now) {
        Money mine = own().in(since(budget, now));
        return mine.spent() + elsewhere(budget, mine.since(), now);
    }

    /** The ledger is behind, never ahead: what it has and no gateway knows of was spent all the same. */
    void reconcile(SpendLedger ledger, LimitSubject subject) {
        long since = own().since();
        long known = own().spent() + others.in(since).spent() + before.in(since);
        long missing = ledger.spentNanoUsd(subject, since) - known;
        if (missing > unknown.in(since)) {
            unknown = new Amount(since, missing);
        }
    }

    /** Begins the period of now; says whether what others have used in it has to be looked up. */
    boolean enter(Budget budget, Moment now) {
        long since = since(budget, now);
        if (own().since() != since) {
            own.updateAndGet(mine -> mine.in(since));
        }
        boolean first = !entered;
        entered = true;
        return first || others.since() != since;
    }

    void others(Others known) {
        others = known;
    }

    /** Kafka has acknowledged what was used in a period. */
    void published(long since, long used, Moment now) {
        published = published.write(since, used, now);
    }

    void before(long since, long spent) {
        before = new Amount(since, spent);
    }

    long before() {
        return before.in(own().since());
    }

    Money own() {
        return Objects.requireNonNull(own.get());
    }

    /** Start of the period of now. The calendar is asked once for each period: a call wants to know this many times. */
    private long since(Budget budget, Moment now) {
        long second = now.wall().getEpochSecond();
        Span known = span;
        if (known == null || !known.budget.equals(budget) || second < known.since || second >= known.until) {
            Instant end = budget.resetAt(now.wall());
            known = new Span(
                    budget,
                    budget.since(now.wall()).getEpochSecond(),
                    end == null ? Long.MAX_VALUE : end.getEpochSecond());
            span = known;
        }
        return known.since;
    }
}
