package io.callstream.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The table of tests behaves as the one on Kafka. */
class MemoryTableTest extends SharedTableContract {
    private final MemoryTopic topic = new MemoryTopic();

    @Override
    SharedTable open() {
        return topic.table();
    }

    @Test
    void writesFailWhileKafkaIsAwayAndReadsGoOn() throws Exception {
        SharedTable table = open();
        done(table.put("k", bytes("v")));

        topic.goAway();

        assertThatThrownBy(() -> done(table.put("k", bytes("w")))).hasCauseInstanceOf(TableUnavailableException.class);
        assertThat(text(table.get("k"))).isEqualTo("v");
    }
}
