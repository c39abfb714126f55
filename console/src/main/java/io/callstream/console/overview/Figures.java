package io.callstream.console.overview;

import io.callstream.console.feed.FollowedTopics;
import io.callstream.console.feed.Starts;
import io.callstream.events.AlertRecord;
import io.callstream.events.DerivedKind;
import io.callstream.events.SpendRecord;
import io.callstream.events.WindowRecord;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.UnreadableEventException;
import io.callstream.reader.RangePlanner;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The rows that analytics writes, as they are now: minutes of the last day, the spending ledger, alerts. Written by one thread, read by any. */
public final class Figures implements FollowedTopics {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_ROWS = 200_000;
    private static final int MOST_RECORDS = 500_000;

    private final EventDecoder decoder;
    private final Clock clock;
    private final Map<String, WindowRecord> windows = new ConcurrentHashMap<>();
    private final Map<String, SpendRecord> spend = new ConcurrentHashMap<>();
    private final Map<String, AlertRecord> alerts = new ConcurrentHashMap<>();
    private Instant swept = Instant.EPOCH;
    private volatile boolean read;

    public Figures(EventDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    @Override
    public Map<TopicPartition, Long> starts(RangePlanner planner) {
        Map<TopicPartition, Long> starts = new HashMap<>();
        Instant from = clock.instant().minus(DAY);
        starts.putAll(Starts.since(planner, List.of(DerivedKind.WINDOW.topic()), from, MOST_RECORDS));
        starts.putAll(Starts.since(planner, List.of(DerivedKind.ALERT.topic()), from.minus(DAY), MOST_RECORDS));
        starts.putAll(Starts.all(planner, List.of(DerivedKind.SPEND.topic())));
        return starts;
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        for (DerivedKind kind : DerivedKind.values()) {
            if (kind.topic().equals(record.topic())) {
                take(kind, record);
            }
        }
    }

    private void take(DerivedKind kind, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            spend.remove(new String(record.key(), StandardCharsets.UTF_8));
            return;
        }
        try {
            SpecificRecord row = decoder.decode(kind, record.value());
            if (row instanceof WindowRecord window) {
                windows.put(window.getRowId(), window);
            } else if (row instanceof SpendRecord line
                    && (spend.size() < MOST_ROWS || spend.containsKey(line.getRowId()))) {
                spend.put(line.getRowId(), line);
            } else if (row instanceof AlertRecord alert) {
                alerts.put(alert.getAlertId(), alert);
            }
        } catch (UnreadableEventException e) {
            // a row that nobody can read is none
        }
    }

    @Override
    public void pause(boolean caughtUp) {
        read |= caughtUp;
        Instant now = clock.instant();
        if (swept.plus(Duration.ofMinutes(1)).isBefore(now)) {
            swept = now;
            windows.values().removeIf(row -> row.getWindowStart().isBefore(now.minus(DAY)));
            alerts.values()
                    .removeIf(alert -> !firing(alert) && alert.getEventTime().isBefore(now.minus(DAY)));
        }
    }

    /** Whether all that was there at the start has been read. */
    boolean known() {
        return read;
    }

    /** Rows of minutes that began then or later. */
    List<WindowRecord> windows(Instant from) {
        List<WindowRecord> rows = new ArrayList<>();
        windows.values().forEach(row -> {
            if (!row.getWindowStart().isBefore(from)) {
                rows.add(row);
            }
        });
        return rows;
    }

    Collection<SpendRecord> spend() {
        return spend.values();
    }

    /** Those that hold now, newest first. */
    List<AlertRecord> firing() {
        return alerts.values().stream()
                .filter(Figures::firing)
                .sorted(java.util.Comparator.comparing(AlertRecord::getStartedAt)
                        .reversed())
                .toList();
    }

    private static boolean firing(AlertRecord alert) {
        return alert.getState().equals("firing");
    }
}
