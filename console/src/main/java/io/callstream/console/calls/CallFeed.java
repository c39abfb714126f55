package io.callstream.console.calls;

import io.callstream.console.feed.FollowedTopics;
import io.callstream.console.feed.Starts;
import io.callstream.events.EventKind;
import io.callstream.events.codec.UnreadableEventException;
import io.callstream.events.codec.WriterSchemas;
import io.callstream.reader.RangePlanner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Puts calls into the ring as their events come, and shows them to whoever watches, a few times a second. */
public final class CallFeed implements FollowedTopics {
    /** Nobody reads faster. */
    private static final Duration BETWEEN = Duration.ofMillis(250);

    private static final Duration BACK = Duration.ofHours(6);
    private static final List<String> TOPICS =
            List.of(EventKind.PRE_CALL.topic(), EventKind.SUCCESS.topic(), EventKind.FAILURE.topic());

    private final CallRing ring;
    private final int most;
    private final CallRows rows;
    private final Consumer<List<CallRow>> live;
    private final Clock clock;
    private final AtomicLong unreadable = new AtomicLong();
    /** By call: of one that begins and ends meanwhile, the end says all. */
    private Map<String, CallRow> fresh = new LinkedHashMap<>();

    private Instant shownAt = Instant.EPOCH;

    /**
     * @param most how many records of each topic are read at the start
     * @param live gets what is new, four times a second at most
     */
    public CallFeed(CallRing ring, int most, WriterSchemas schemas, Consumer<List<CallRow>> live, Clock clock) {
        this.ring = ring;
        this.most = most;
        this.rows = new CallRows(schemas);
        this.live = live;
        this.clock = clock;
    }

    /** Records that were no events. */
    long unreadable() {
        return unreadable.get();
    }

    @Override
    public Map<TopicPartition, Long> starts(RangePlanner planner) {
        return Starts.since(planner, TOPICS, clock.instant().minus(BACK), most);
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            CallRow row = rows.row(record);
            if (ring.add(row)) {
                fresh.put(row.callId(), row);
            }
        } catch (UnreadableEventException e) {
            unreadable.incrementAndGet();
        }
    }

    @Override
    public void pause(boolean caughtUp) {
        Instant now = clock.instant();
        if (!fresh.isEmpty() && !now.isBefore(shownAt.plus(BETWEEN))) {
            Map<String, CallRow> taken = fresh;
            fresh = new LinkedHashMap<>();
            shownAt = now;
            live.accept(List.copyOf(taken.values()));
        }
    }
}
