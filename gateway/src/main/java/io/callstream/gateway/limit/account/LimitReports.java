package io.callstream.gateway.limit.account;

import io.callstream.gateway.limit.LimitSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reports to other gateways what this one uses, several times a second, and takes in their reports. {@link #tick} is for one
 * thread; what is heard may come on another one.
 */
public final class LimitReports {
    /** How often {@link #tick} is to be called. */
    public static final long TICK_MILLIS = 200;

    static final long MINUTE_NANOS = 60_000_000_000L;

    /** Longer than anything of a rate counts. */
    private static final long IDLE_NANOS = 2 * MINUTE_NANOS;

    /** How many ticks there are between two looks at everything. */
    private static final int ROUND = 25;

    /** Ticks after which a budget is given out although it is not known what others have spent of it: Kafka is away. */
    private static final int LONG_ENOUGH = 25;

    /** A gateway that is alone says so seldom: every so many ticks. */
    private static final int SELDOM = 5;

    private static final long DAY_SECONDS = 86_400;

    private final Limiter limiter;
    private final UsageExchange exchange;
    private final AtomicInteger unacknowledged = new AtomicInteger();
    private int ticks;

    public LimitReports(Limiter limiter, UsageExchange exchange) {
        this.limiter = limiter;
        this.exchange = exchange;
        limiter.peers().known(knowsAll(), limiter.now());
    }

    /**
     * Publishes what has changed.
     *
     * @return whether budgets are given out by now: what others have spent of them is known, or has not been for too long
     */
    public boolean tick() {
        Moment now = limiter.now();
        boolean known = knowsAll() || ticks > LONG_ENOUGH;
        if (known && !limiter.peers().running().known()) {
            limiter.accounts().values().forEach(LimitAccount::reconcile);
        }
        limiter.peers().known(known, now);
        if (limiter.peers().look(now)) {
            limiter.accounts().values().forEach(LimitAccount::refresh);
        }
        if (unacknowledged.get() == 0 && (limiter.peers().running().count() > 0 || ticks % SELDOM == 0)) {
            exchange.beat().thenRun(() -> limiter.peers().wrote(limiter.now()));
        }
        for (LimitAccount account : changed()) {
            account.takeChanged();
            if (exchange.keeps() && isWorthReporting(account)) {
                publish(account, now);
            }
        }
        if (++ticks % ROUND == 0) {
            round(now);
        }
        return limiter.peers().running().known();
    }

    private boolean knowsAll() {
        return exchange.current() && limiter.ledger().current();
    }

    /** What changes again while it is looked at is for the next time. */
    private List<LimitAccount> changed() {
        List<LimitAccount> all = new ArrayList<>();
        for (LimitAccount each = limiter.changed().poll();
                each != null;
                each = limiter.changed().poll()) {
            all.add(each);
        }
        return all;
    }

    /** Rates are of no interest to a later run. */
    private boolean isWorthReporting(LimitAccount account) {
        return limiter.peers().running().count() > 0 || account.budget().own().used() > 0;
    }

    private void publish(LimitAccount account, Moment now) {
        Money mine = account.budget().own();
        unacknowledged.incrementAndGet();
        exchange.publish(account.subject(), account.report(mine, now)).whenComplete((done, failed) -> {
            unacknowledged.decrementAndGet();
            if (failed == null) {
                account.budget().published(mine.since(), mine.used(), limiter.now());
            } else {
                account.markChanged();
            }
        });
    }

    private void round(Moment now) {
        limiter.accounts().forEach((subject, account) -> {
            account.reconcile();
            boolean remembered = exchange.keeps() || !account.spends(now);
            if (remembered && account.retire(now, IDLE_NANOS)) {
                limiter.accounts().remove(subject, account);
            }
        });
        limiter.peers()
                .all()
                .forEach((subject, reports) -> reports.forEach((gateway, heard) -> {
                    if (isPast(heard, now)) {
                        exchange.forget(gateway, subject);
                    }
                }));
    }

    /** Of a rate alone, or of a period that has ended some time ago. */
    private static boolean isPast(Peers.Heard heard, Moment now) {
        UsageReport.MoneyUsed money = heard.report().money();
        boolean over =
                money.until() > 0 && money.until() + DAY_SECONDS < now.wall().getEpochSecond();
        return (money.spent() == 0 || over) && now.nanos() - heard.nanos() > IDLE_NANOS;
    }

    /** A gateway runs. */
    public void heardBeat(String gateway) {
        limiter.peers().beat(gateway, limiter.now());
    }

    /** A gateway has stopped. */
    public void heardEnd(String gateway) {
        limiter.peers().gone(gateway, limiter.now());
    }

    /** A gateway has said what it used of a subject; null when that is of no use any more. */
    public void heard(String gateway, LimitSubject subject, @Nullable UsageReport report) {
        Moment now = limiter.now();
        if (report == null) {
            limiter.peers().remove(gateway, subject);
            return;
        }
        Peers.Heard before = limiter.peers().put(gateway, subject, report, now);
        LimitAccount account = limiter.account(subject);
        if (account == null) {
            return;
        }
        if (limiter.peers().isSelf(gateway)) {
            account.heardOfSelf(report);
        } else {
            count(account, before, report, now);
        }
        account.refresh();
    }

    private static void count(LimitAccount account, Peers.@Nullable Heard before, UsageReport report, Moment now) {
        UsageReport.RatesUsed used = report.rates();
        boolean same = before != null && before.report().run() == report.run();
        long requests = before == null || !same ? 0 : before.report().rates().requests();
        long tokens = before == null || !same ? 0 : before.report().rates().tokens();
        account.rates().usedByOthers(used.requests() - requests, used.tokens() - tokens, now);
    }
}
