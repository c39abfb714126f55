package io.callstream.gateway.limit.account;

import io.callstream.gateway.limit.CallLease;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Lets calls through within the limits of those that they are counted for. Safe for all threads; nobody waits. */
public final class Limiter {
    private static final byte[] NO_HEADERS = new byte[0];

    private final Map<LimitSubject, LimitAccount> accounts = new ConcurrentHashMap<>();
    private final Map<LimitKind, LongAdder> refusals = new EnumMap<>(LimitKind.class);
    private final LongAdder waits = new LongAdder();
    private final Queue<LimitAccount> changed = new ConcurrentLinkedQueue<>();
    private final Peers peers;
    private final SpendLedger ledger;
    private final Runnable used;
    private final Moments moments;

    /**
     * For one process.
     *
     * @param gateway its name, under which it reports to others
     * @param ledger what was spent before, or is known to nobody else
     * @param used called whenever a subject begins to be counted, by whoever calls; must not wait
     */
    public Limiter(String gateway, LongSupplier nanoTime, Clock clock, SpendLedger ledger, Runnable used) {
        this.ledger = ledger;
        this.peers = new Peers(gateway);
        this.used = used;
        this.moments = new Moments(nanoTime, clock);
        for (LimitKind kind : LimitKind.values()) {
            refusals.put(kind, new LongAdder());
        }
    }

    /** Takes what a call needs of each rule's limits, or nothing of any. */
    public Verdict take(List<LimitRule> rules, Demand demand) {
        Moment now = now();
        List<Held> held = new ArrayList<>(rules.size());
        for (int i = 0; i < rules.size(); i++) {
            Held each = hold(rules.get(i).subject(), now);
            held.add(each);
            Refusal refusal = each.account().take(rules.get(i), demand, now, each);
            if (refusal != null) {
                held.forEach(taken -> taken.undo(now));
                return new Verdict.Refused(refusal, headers(rules, refusal, now));
            }
        }
        for (int i = 0; i < held.size(); i++) {
            held.get(i).account().markChanged();
        }
        byte[] headers = LimitHeaders.granted(rules, i -> held.get(i).account(), now);
        return new Verdict.Granted(new Lease(held, demand, this::now, headers));
    }

    private byte[] headers(List<LimitRule> rules, Refusal refusal, Moment now) {
        return LimitHeaders.refused(rules, i -> accounts.get(rules.get(i).subject()), refusal, now);
    }

    /**
     * Which limit has nothing left, one that lets nothing through before one that is only to be kept to; null when there is
     * something of each. Takes nothing.
     */
    @Nullable Refusal reached(List<LimitRule> rules) {
        Moment now = now();
        Refusal rate = null;
        for (int i = 0; i < rules.size(); i++) {
            Refusal reached = account(rules.get(i).subject(), now).reached(rules.get(i), now);
            if (reached != null && reached.kind().closes()) {
                return reached;
            }
            rate = reached == null ? rate : reached;
        }
        return rate;
    }

    private LimitAccount account(LimitSubject subject, Moment now) {
        LimitAccount known = accounts.get(subject);
        return known == null ? accounts.computeIfAbsent(subject, any -> open(any, now)) : known;
    }

    /** Counts what was let through already, whatever is left. */
    CallLease count(List<LimitRule> rules, Demand demand) {
        Moment now = now();
        List<Held> held = new ArrayList<>(rules.size());
        for (int i = 0; i < rules.size(); i++) {
            Held each = hold(rules.get(i).subject(), now);
            held.add(each);
            each.account().count(rules.get(i), demand, now, each);
            each.account().markChanged();
        }
        return new Lease(held, demand, this::now, NO_HEADERS);
    }

    private Held hold(LimitSubject subject, Moment now) {
        while (true) {
            LimitAccount account = account(subject, now);
            if (account.pin(now)) {
                return new Held(account, now.second());
            }
            accounts.remove(subject, account);
        }
    }

    private LimitAccount open(LimitSubject subject, Moment now) {
        used.run();
        LimitAccount account = new LimitAccount(subject, peers, ledger, changed::add, now);
        peers.reports(subject).forEach((gateway, heard) -> {
            if (peers.isSelf(gateway)) {
                account.heardOfSelf(heard.report());
            } else if (now.nanos() - heard.nanos() < LimitReports.MINUTE_NANOS) {
                account.rates().foundUsed(heard.report().rates(), now);
            }
        });
        account.refresh();
        return account;
    }

    /** A call was refused for good. */
    public void refused(LimitKind kind) {
        LongAdder adder = refusals.get(kind);
        if (adder != null) {
            adder.increment();
        }
    }

    /** A call waits for others to end. */
    public void waited() {
        waits.increment();
    }

    public long refusals(LimitKind kind) {
        LongAdder adder = refusals.get(kind);
        return adder == null ? 0 : adder.sum();
    }

    public long waits() {
        return waits.sum();
    }

    /** Other gateways that run. */
    public int otherGateways() {
        return peers.running().count();
    }

    /** How many leases of subjects have not been settled: calls under way, each for every subject that it is counted for. */
    public int unsettled() {
        return accounts.values().stream().mapToInt(LimitAccount::pins).sum();
    }

    /** Subjects that are counted at the moment. */
    public int subjects() {
        return accounts.size();
    }

    /** What is known to be spent of a rule's budget, in 10^-9 US dollars. */
    public long spentNanoUsd(LimitRule rule) {
        Moment now = now();
        Held held = hold(rule.subject(), now);
        try {
            held.account().enter(rule.budget(), now);
            return held.account().budget().spent(rule.budget(), now);
        } finally {
            held.account().unpin();
        }
    }

    @Nullable LimitAccount account(LimitSubject subject) {
        return accounts.get(subject);
    }

    Map<LimitSubject, LimitAccount> accounts() {
        return accounts;
    }

    /** Those of which there is something to report to others. */
    Queue<LimitAccount> changed() {
        return changed;
    }

    Peers peers() {
        return peers;
    }

    SpendLedger ledger() {
        return ledger;
    }

    Moment now() {
        return moments.now();
    }
}
