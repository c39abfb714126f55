package io.callstream.gateway.limit.shared;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.account.LimitReports;
import io.callstream.gateway.limit.account.UsageExchange;
import io.callstream.gateway.limit.account.UsageReport;
import io.callstream.table.SharedTable;
import io.callstream.table.SharedTables;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Gateways read in two topics what each has used, and that it runs. */
public final class SharedUsage implements UsageExchange {
    /** What a gateway said so long before this one began says nothing of whether it runs. */
    private static final Duration RECENT = Duration.ofSeconds(10);

    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final String self;
    private final SharedTable usage;
    private final SharedTable gateways;
    private final Clock clock;

    private SharedUsage(String self, SharedTable usage, SharedTable gateways, Clock clock) {
        this.self = self;
        this.usage = usage;
        this.gateways = gateways;
        this.clock = clock;
    }

    /** @param self this gateway's name, the same at each start */
    public static SharedUsage open(String self, SharedTables tables, Clock clock) {
        return new SharedUsage(
                self, tables.kept(TopicCatalogue.limitUsage()), tables.passing(TopicCatalogue.gateways()), clock);
    }

    /** Hands on what there is, and what comes. */
    public void listen(LimitReports reports) {
        usage.listen((key, value) -> used(reports, key, value));
        gateways.listen((gateway, value) -> runs(reports, gateway, value));
    }

    private static void used(LimitReports reports, String text, byte @Nullable [] value) {
        UsageText.Key key = UsageText.key(text);
        UsageReport report = value == null ? null : UsageText.value(value);
        if (key != null && (value == null || report != null)) {
            reports.heard(key.gateway(), key.subject(), report);
        }
    }

    private void runs(LimitReports reports, String gateway, byte @Nullable [] value) {
        if (value == null) {
            reports.heardEnd(gateway);
            return;
        }
        Duration ago = Duration.ofMillis(clock.millis() - millis(value));
        if (gateways.state().current() || ago.compareTo(RECENT) < 0) {
            reports.heardBeat(gateway);
        } else if (ago.compareTo(FORGOTTEN) > 0) {
            gateways.remove(gateway);
        }
    }

    private static long millis(byte[] value) {
        try {
            return Long.parseLong(new String(value, StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            return 0; // another version's
        }
    }

    @Override
    public CompletionStage<?> publish(LimitSubject subject, UsageReport report) {
        return usage.put(UsageText.key(self, subject), UsageText.value(report));
    }

    @Override
    public void forget(String gateway, LimitSubject subject) {
        usage.remove(UsageText.key(gateway, subject));
    }

    @Override
    public CompletionStage<?> beat() {
        return gateways.put(self, Long.toString(clock.millis()).getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public boolean keeps() {
        return true;
    }

    @Override
    public boolean current() {
        return usage.state().current() && gateways.state().current();
    }

    /** This gateway ends: others need not wait until they miss it. */
    public void end() {
        gateways.remove(self);
    }
}
