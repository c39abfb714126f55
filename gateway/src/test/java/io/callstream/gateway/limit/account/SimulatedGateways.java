package io.callstream.gateway.limit.account;

import io.callstream.gateway.limit.CallLease;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Gateways that tell each other what they used over a bus with delays, in a time that only the test moves. */
final class SimulatedGateways {
    private static final long MILLI = 1_000_000L;
    private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private final SplittableRandom random;
    private final List<Gateway> gateways = new ArrayList<>();
    private final Map<Place, UsageReport> topic = new HashMap<>();
    private long now = 1_000 * MILLI;
    private long numbers;
    private boolean cut;
    private SpendLedger ledger = SpendLedger.NONE;

    /** Whose report of what. */
    private record Place(String gateway, LimitSubject subject) {}

    private record Event(long at, long number, Runnable action) {}

    SimulatedGateways(int count, SplittableRandom random) {
        this.random = random;
        for (int i = 0; i < count; i++) {
            gateways.add(new Gateway("gateway-" + i));
        }
        run(3_000);
    }

    List<Gateway> gateways() {
        return gateways;
    }

    /** What the ledger says from now on, to gateways that begin. */
    void ledger(SpendLedger other) {
        ledger = other;
    }

    /** Another one begins, of this name; it reads what there is. */
    Gateway start(String name) {
        Gateway started = new Gateway(name);
        topic.forEach((key, report) -> started.reports.heard(key.gateway(), key.subject(), report));
        gateways.add(started);
        return started;
    }

    long millis() {
        return now / MILLI;
    }

    void after(long millis, Runnable action) {
        events.add(new Event(now + millis * MILLI, numbers++, action));
    }

    /** Nothing that is written arrives, nor is it acknowledged, until this is called again. */
    void cut(boolean off) {
        cut = off;
    }

    /** Lets so much time pass. */
    void run(long millis) {
        long end = now + millis * MILLI;
        while (!events.isEmpty() && events.peek().at() <= end) {
            Event next = events.remove();
            now = next.at();
            next.action().run();
        }
        now = end;
    }

    /** One of them, and its side of the bus. */
    final class Gateway implements UsageExchange {
        private final String name;
        private final Limiter limiter;
        private final LimitReports reports;
        private long lastWrite;
        private boolean stopped;

        Gateway(String name) {
            this.name = name;
            Clock clock = new Clock() {
                @Override
                public Instant instant() {
                    return START.plusNanos(now);
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            };
            this.limiter = new Limiter(name, () -> now, clock, ledger, () -> {});
            this.reports = new LimitReports(limiter, this);
            after(random.nextInt(200), this::tick);
        }

        private void tick() {
            if (!stopped) {
                reports.tick();
                after(LimitReports.TICK_MILLIS + random.nextInt(20), this::tick);
            }
        }

        Limiter limiter() {
            return limiter;
        }

        /** It ends without a word. */
        void crash() {
            stopped = true;
            gateways.remove(this);
        }

        Verdict take(LimitRule rule, Demand demand) {
            return limiter.take(List.of(rule), demand);
        }

        /** A call that tries as the stage does, until it has an answer. */
        void call(LimitRule rule, Demand demand, Caller caller) {
            attempt(rule, demand, caller, millis() + 8_000);
        }

        private void attempt(LimitRule rule, Demand demand, Caller caller, long until) {
            Verdict verdict = take(rule, demand);
            if (verdict instanceof Verdict.Granted granted) {
                caller.granted(granted.lease());
            } else if (verdict instanceof Verdict.Refused refused) {
                boolean waits = refused.refusal().kind() == LimitKind.BUDGET_RESERVED && millis() < until;
                if (waits) {
                    after(25, () -> attempt(rule, demand, caller, until));
                } else {
                    caller.refused(refused.refusal());
                }
            }
        }

        /** In order, as in one partition. */
        private long written() {
            lastWrite = Math.max(lastWrite, millis() + 5 + random.nextInt(100));
            return lastWrite - millis();
        }

        @Override
        public CompletionStage<?> publish(LimitSubject subject, UsageReport report) {
            CompletableFuture<Void> acknowledged = new CompletableFuture<>();
            if (cut) {
                after(3_000, () -> acknowledged.completeExceptionally(new IllegalStateException("no answer")));
                return acknowledged;
            }
            long write = written();
            after(write + random.nextInt(50), () -> acknowledged.complete(null));
            after(write, () -> topic.put(new Place(name, subject), report));
            deliver(write, other -> other.reports.heard(name, subject, report));
            reports.heard(name, subject, report);
            return acknowledged;
        }

        @Override
        public void forget(String gateway, LimitSubject subject) {
            deliver(written(), other -> other.reports.heard(gateway, subject, null));
        }

        @Override
        public CompletionStage<?> beat() {
            CompletableFuture<Void> acknowledged = new CompletableFuture<>();
            if (!cut) {
                long write = written();
                after(write + random.nextInt(50), () -> acknowledged.complete(null));
                deliver(write, other -> other.reports.heardBeat(name));
            }
            return acknowledged;
        }

        private void deliver(long write, Consumer<Gateway> to) {
            for (Gateway other : gateways) {
                if (other != this) {
                    after(write + random.nextInt(250), () -> to.accept(other));
                }
            }
        }

        @Override
        public boolean keeps() {
            return true;
        }

        @Override
        public boolean current() {
            return true;
        }
    }

    /** Hears what becomes of a call. */
    interface Caller {
        void granted(CallLease lease);

        void refused(Refusal refusal);
    }
}
