package io.callstream.console.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.events.codec.ConfluentFrame;
import io.callstream.events.codec.SchemaMissingException;
import io.callstream.events.column.ColumnDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class CompletenessTest {
    private final LaneNumbers numbers = new LaneNumbers(0, Long.MAX_VALUE);
    private final ColumnDecoder decoder = new ColumnDecoder(
            id -> {
                throw new SchemaMissingException(
                        "the registry knows no schema with id " + id + " yet", new Exception());
            },
            EventKind.SUCCESS.schema(),
            List.of("gateway_id", "gateway_epoch", "lane", "seq"));

    @Test
    void recordsThatAreNoEventsDoNotEndTheReport() {
        take(ConfluentFrame.of(999, ByteBuffer.wrap(new byte[] {1, 2, 3})));
        take("no event".getBytes(StandardCharsets.UTF_8));
        take(new byte[0]);

        assertThat(numbers.lanes()).isEmpty();
    }

    private void take(byte[] value) {
        Completeness.note(
                numbers,
                Map.of(EventKind.SUCCESS, decoder),
                new ConsumerRecord<>(EventKind.SUCCESS.topic(), 0, 0, new byte[0], value));
    }
}
