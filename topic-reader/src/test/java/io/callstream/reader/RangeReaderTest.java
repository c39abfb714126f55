package io.callstream.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RangeReaderTest {
    private static final TopicPartition FIRST = new TopicPartition("llm.success", 0);
    private static final TopicPartition SECOND = new TopicPartition("llm.success", 1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private long nanos;

    @Test
    void aRangeIsReadFromItsBeginToBeforeItsEnd() {
        RangeReader reader = reader(new PartitionRange(FIRST, 2, 4));
        consumer.schedulePollTask(() -> records(FIRST, 2, 3, 4, 5));

        assertThat(offsets(reader)).containsExactly(2L, 3L);
        assertThat(reader.progress()).isEqualTo(new ReadProgress(2, 6, 2, 2));
    }

    @Test
    void anEndWithoutARecordIsReachedByThePosition() {
        RangeReader reader = reader(new PartitionRange(FIRST, 0, 10));
        consumer.schedulePollTask(() -> records(FIRST, 0, 1));
        consumer.schedulePollTask(() -> consumer.seek(FIRST, 10)); // as a consumer does behind an aborted transaction

        assertThat(offsets(reader)).containsExactly(0L, 1L);
        assertThat(reader.progress().fraction()).isEqualTo(1);
    }

    @Test
    void aPartitionThatWasReadIsLetGoWhileOthersGoOn() {
        RangeReader reader = reader(new PartitionRange(FIRST, 0, 1), new PartitionRange(SECOND, 0, 2));
        consumer.schedulePollTask(() -> records(FIRST, 0));
        consumer.schedulePollTask(() -> {
            assertThat(consumer.assignment()).containsExactly(SECOND);
            records(SECOND, 0, 1);
        });

        assertThat(offsets(reader)).containsExactly(0L, 0L, 1L);
    }

    @Test
    void nothingToReadAsksNobody() {
        RangeReader reader = reader(new PartitionRange(FIRST, 5, 5));

        assertThat(reader.next()).isEmpty();
        assertThat(consumer.assignment()).isEmpty();
        assertThat(reader.progress().fraction()).isEqualTo(1);
    }

    @Test
    void aBrokerThatGivesNothingAnyMoreIsAnError() {
        RangeReader reader = reader(new PartitionRange(FIRST, 0, 4));
        consumer.schedulePollTask(() -> records(FIRST, 0));
        reader.next();
        consumer.schedulePollTask(() -> nanos += Duration.ofSeconds(11).toNanos());

        assertThatThrownBy(reader::next)
                .isInstanceOf(ReadFailedException.class)
                .hasMessageContaining("Kafka has given nothing of llm.success-0 for 10 s")
                .hasMessageContaining("3 of 4 offsets still to be read");
    }

    @Test
    void recordsThatRetentionRemovesMeanwhileAreNamed() {
        RangeReader reader = reader(new PartitionRange(FIRST, 0, 4));
        consumer.updateBeginningOffsets(Map.of(FIRST, 3L));
        consumer.setPollException(new OffsetOutOfRangeException(Map.of(FIRST, 0L)));

        assertThatThrownBy(reader::next)
                .isInstanceOf(ReadFailedException.class)
                .hasMessageContaining(
                        "llm.success-0 while they were read: offset 0 was next, the first one there is 3");
    }

    @Test
    void whateverElseKafkaSaysIsOneError() {
        RangeReader reader = reader(new PartitionRange(FIRST, 0, 4));
        consumer.setPollException(new KafkaException("disk on fire"));

        assertThatThrownBy(reader::next)
                .isInstanceOf(ReadFailedException.class)
                .hasMessage("Kafka failed while llm.success-0 was read")
                .hasRootCauseMessage("disk on fire");
    }

    @Test
    void aCancelledReaderEnds() {
        RangeReader reader = reader(new PartitionRange(FIRST, 0, 4));
        consumer.schedulePollTask(reader::cancel);

        assertThat(reader.next()).isEmpty();
        assertThat(reader.cancelled()).isTrue();
    }

    private RangeReader reader(PartitionRange... ranges) {
        return new RangeReader(consumer, List.of(ranges), () -> nanos, Duration.ofSeconds(10));
    }

    private void records(TopicPartition partition, long... offsets) {
        for (long offset : offsets) {
            consumer.addRecord(new ConsumerRecord<>(
                    partition.topic(), partition.partition(), offset, new byte[] {1}, new byte[] {2, 3}));
        }
    }

    private static List<Long> offsets(RangeReader reader) {
        List<Long> offsets = new ArrayList<>();
        for (Optional<ConsumerRecord<byte[], byte[]>> next = reader.next(); next.isPresent(); next = reader.next()) {
            offsets.add(next.get().offset());
        }
        return offsets;
    }
}
