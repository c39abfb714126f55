package io.callstream.gateway.limit.account;

import io.callstream.gateway.limit.LimitSubject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What gateways have said of what they used. Safe for use by several threads. */
final class Peers {
    /** A gateway that says nothing for so long does not run any more: what its calls had reserved is free. */
    private static final long SILENT_NANOS = 5_000_000_000L;

    /** A gateway that runs says so several times in this time. */
    private static final long FRESH_NANOS = 800_000_000L;

    /** A gateway writes more often than this when it can. */
    private static final long CONTACT_NANOS = 3_000_000_000L;

    private final String self;
    private final Map<String, Long> beats = new ConcurrentHashMap<>();
    private final Map<LimitSubject, Map<String, Heard>> reports = new ConcurrentHashMap<>();
    private volatile boolean known = true;
    private volatile Running running = Running.NONE;
    private volatile Contact contact = new Contact(0, 0);

    /**
     * When this gateway could last write: while it cannot, it hears nothing either, which says nothing of others.
     *
     * @param since when it could write again after it could not
     */
    private record Contact(long since, long last) {}

    /** @param self name of this gateway */
    Peers(String self) {
        this.self = self;
    }

    /** A report and when it came. */
    record Heard(UsageReport report, long nanos) {}

    String self() {
        return self;
    }

    boolean isSelf(String gateway) {
        return gateway.equals(self);
    }

    void beat(String gateway, Moment now) {
        if (!isSelf(gateway)) {
            beats.put(gateway, now.nanos());
            look(now);
        }
    }

    void known(boolean all, Moment now) {
        if (known != all) {
            known = all;
            look(now);
        }
    }

    /** It has stopped, and said so. */
    void gone(String gateway, Moment now) {
        beats.remove(gateway);
        look(now);
    }

    /** The gateways that run at the moment, as of the last look. */
    Running running() {
        return running;
    }

    /** This gateway could write. */
    void wrote(Moment now) {
        Contact before = contact;
        boolean again = now.nanos() - before.last >= CONTACT_NANOS;
        contact = new Contact(again ? now.nanos() : before.since, now.nanos());
    }

    /** Sees who has fallen silent; says whether their number has changed. */
    boolean look(Moment now) {
        Contact own = contact;
        if (now.nanos() - own.last < CONTACT_NANOS) {
            beats.values().removeIf(last -> now.nanos() - Math.max(last, own.since) >= SILENT_NANOS);
        }
        boolean fresh = beats.values().stream().allMatch(last -> now.nanos() - last < FRESH_NANOS);
        boolean changed = running.count() != beats.size();
        running = new Running(beats.size(), fresh, known);
        return changed;
    }

    /** The report before; null when this is the first one. */
    @Nullable Heard put(String gateway, LimitSubject subject, UsageReport report, Moment now) {
        AtomicReference<@Nullable Heard> before = new AtomicReference<>();
        reports.compute(subject, (any, all) -> {
            Map<String, Heard> those = all == null ? new ConcurrentHashMap<>(2) : all;
            before.set(those.put(gateway, new Heard(report, now.nanos())));
            return those;
        });
        return before.get();
    }

    void remove(String gateway, LimitSubject subject) {
        reports.computeIfPresent(subject, (any, all) -> {
            all.remove(gateway);
            return all.isEmpty() ? null : all;
        });
    }

    /** By gateway. */
    Map<String, Heard> reports(LimitSubject subject) {
        return reports.getOrDefault(subject, Map.of());
    }

    Map<LimitSubject, Map<String, Heard>> all() {
        return reports;
    }

    /** What other gateways have used of a subject's limits. */
    Others of(LimitSubject subject, long since) {
        long spent = 0;
        long reserved = 0;
        int parallel = 0;
        for (Map.Entry<String, Heard> each : reports(subject).entrySet()) {
            UsageReport report = each.getValue().report();
            if (isSelf(each.getKey())) {
                continue;
            }
            boolean counts = report.money().since() == since;
            boolean runs = beats.containsKey(each.getKey());
            spent += counts ? report.money().spent() : 0;
            reserved += counts && runs ? report.money().reserved() : 0;
            parallel += runs ? report.rates().parallel() : 0;
        }
        return new Others(since, spent, reserved, parallel);
    }
}
