package io.callstream.console.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.events.codec.EventEncoder;
import io.callstream.testing.events.SampleCall;
import io.callstream.testing.topics.EventTopics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Who watches gets a few messages a second, however often records come. */
class CallFeedTest {
    private final List<Integer> messages = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-27T12:00:00Z");
    private final CallFeed feed =
            new CallFeed(new CallRing(1_000), 1_000, EventTopics::schema, rows -> messages.add(rows.size()), clock());
    private int number;

    @Test
    void theFirstCallIsShownAtOnceAndTheNextTogether() {
        comes();
        comes();
        comes();
        assertThat(messages).containsExactly(1);
        now = now.plus(Duration.ofMillis(250));
        feed.pause(true);
        assertThat(messages).containsExactly(1, 2);
    }

    @Test
    void nothingIsShownWhereNothingIsNew() {
        comes();
        now = now.plus(Duration.ofSeconds(5));
        feed.pause(true);
        assertThat(messages).containsExactly(1);
    }

    private void comes() {
        SampleCall call = SampleCall.number(number);
        EventKind kind = EventKind.PRE_CALL;
        byte[] value = new EventEncoder().framed(kind, call.preCall(), kind.ordinal());
        feed.take(new ConsumerRecord<>(kind.topic(), 0, number, call.callId().getBytes(StandardCharsets.UTF_8), value));
        feed.pause(true);
        number++;
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }
}
