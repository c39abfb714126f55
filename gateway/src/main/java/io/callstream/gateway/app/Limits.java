package io.callstream.gateway.app;

import io.callstream.events.DerivedKind;
import io.callstream.events.SpendRecord;
import io.callstream.events.topic.TopicCatalogue;
import io.callstream.gateway.limit.account.LimitKind;
import io.callstream.gateway.limit.account.LimitReports;
import io.callstream.gateway.limit.account.Limiter;
import io.callstream.gateway.limit.shared.LedgerTail;
import io.callstream.gateway.limit.shared.OrganizationLedger;
import io.callstream.gateway.limit.shared.SharedUsage;
import io.callstream.gateway.telemetry.GatewayMetric;
import io.callstream.gateway.telemetry.MetricLabels;
import io.callstream.gateway.telemetry.Telemetry;
import io.callstream.table.SharedTables;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what callers use, and shares that with other gateways from the first limited call on. Safe for all threads. */
final class Limits {
    private static final Logger log = LoggerFactory.getLogger(Limits.class);
    private static final long END_MILLIS = 2_000;
    private static final long KNOWN_MILLIS = 3_000;

    private final Limiter limiter;
    private final String gateway;
    private final SharedTables tables;
    private final Clock clock;
    private final LedgerTail ledger;
    private final OrganizationLedger organizations;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch known = new CountDownLatch(1);
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "gateway-limits");
        daemon.setDaemon(true);
        return daemon;
    });
    private volatile @Nullable SharedUsage shared;
    private volatile @Nullable LimitReports reports;

    /**
     * For one process.
     *
     * @param gateway its name, the same at each start
     * @param rows reads rows of the ledger of spending
     * @param membership who belongs to which organization
     */
    Limits(
            String gateway,
            SharedTables tables,
            Clock clock,
            Function<byte[], SpendRecord> rows,
            OrganizationLedger.Membership membership) {
        this.ledger = new LedgerTail(rows, System::nanoTime);
        this.organizations = new OrganizationLedger(ledger, membership, System::nanoTime);
        this.gateway = gateway;
        this.tables = tables;
        this.clock = clock;
        this.limiter = new Limiter(gateway, System::nanoTime, clock, organizations, this::begin);
    }

    Limiter limiter() {
        return limiter;
    }

    /** Something is limited, or may soon be: what other gateways have used is to be known by then. */
    void begin() {
        if (begun.compareAndSet(false, true)) {
            thread.execute(this::share);
        }
    }

    /**
     * Where something is limited, waits until what was used before this start is known; not for long, since Kafka may be away. Then what
     * the copy on disk says counts, which may lack the last moment before the gateway ended.
     */
    void awaitKnown() {
        try {
            if (begun.get() && !known.await(KNOWN_MILLIS, TimeUnit.MILLISECONDS)) {
                log.warn(
                        "what limits were used before this start is known from the copy on disk only: Kafka does not answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void share() {
        SharedUsage opened = SharedUsage.open(gateway, tables, clock);
        LimitReports fresh = new LimitReports(limiter, opened);
        shared = opened;
        reports = fresh;
        opened.listen(fresh);
        tables.follow(new TopicCatalogue().derived(DerivedKind.SPEND), ledger);
        thread.scheduleWithFixedDelay(() -> tick(fresh), 0, LimitReports.TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A fault must not end the reports. */
    private void tick(LimitReports reports) {
        try {
            organizations.refresh();
            if (reports.tick()) {
                known.countDown();
            }
        } catch (RuntimeException e) {
            log.error("what limits have been used cannot be sent to other gateways; tried again soon", e);
        }
    }

    void show(Telemetry telemetry) {
        for (LimitKind kind : LimitKind.values()) {
            Tags tags = Tags.of(MetricLabels.KIND, kind.word());
            telemetry.counter(GatewayMetric.LIMIT_REFUSALS, tags, () -> limiter.refusals(kind));
        }
        telemetry.counter(GatewayMetric.LIMIT_WAITS, Tags.empty(), limiter::waits);
        telemetry.gauge(GatewayMetric.LIMIT_SUBJECTS, Tags.empty(), limiter::subjects);
        telemetry.gauge(GatewayMetric.LIMIT_GATEWAYS, Tags.empty(), limiter::otherGateways);
    }

    /** To be called when no call is under way any more, before the tables are closed: reports the last of what was used. */
    void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END_MILLIS, TimeUnit.MILLISECONDS)) {
                log.warn(
                        "what limits have been used last may not have been sent to other gateways: Kafka does not answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LimitReports last = reports;
        SharedUsage ends = shared;
        if (last != null && ends != null) {
            tick(last);
            ends.end();
        }
    }
}
