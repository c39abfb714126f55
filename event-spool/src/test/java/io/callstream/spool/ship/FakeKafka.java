package io.callstream.spool.ship;

import io.callstream.spool.LogStream;
import io.callstream.spool.SpoolKinds;
import io.callstream.spool.TestKinds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Producers that answer when the test says so. Remembers the lifecycle producers, newest last. */
final class FakeKafka implements ProducerSource {
    private final List<MockProducer<byte[], byte[]>> lifecycle = new CopyOnWriteArrayList<>();
    private final List<MockProducer<byte[], byte[]>> all = new CopyOnWriteArrayList<>();
    private final boolean answersAtOnce;

    FakeKafka() {
        this(false);
    }

    /** @param answersAtOnce whether everything is acknowledged as it is sent */
    FakeKafka(boolean answersAtOnce) {
        this.answersAtOnce = answersAtOnce;
    }

    @Override
    public Producer<byte[], byte[]> open(LogStream stream) {
        MockProducer<byte[], byte[]> producer = new MockProducer<>(
                cluster(), answersAtOnce, null, new ByteArraySerializer(), new ByteArraySerializer());
        all.add(producer);
        if (stream == LogStream.LIFECYCLE) {
            lifecycle.add(producer);
        }
        return producer;
    }

    int opened() {
        return lifecycle.size();
    }

    MockProducer<byte[], byte[]> newest() {
        return lifecycle.get(lifecycle.size() - 1);
    }

    /** Everything that was sent. */
    List<ProducerRecord<byte[], byte[]>> records() {
        return all.stream().flatMap(producer -> producer.history().stream()).toList();
    }

    /** Texts sent through the newest lifecycle producer. */
    List<String> sent() {
        return lifecycle.isEmpty()
                ? List.of()
                : newest().history().stream().map(FakeKafka::text).toList();
    }

    void acknowledgeAll() {
        MockProducer<byte[], byte[]> producer = newest();
        boolean more = true;
        while (more) {
            more = producer.completeNext();
        }
    }

    private static String text(ProducerRecord<byte[], byte[]> record) {
        return new String(record.value(), 5, record.value().length - 5, StandardCharsets.UTF_8);
    }

    private static Cluster cluster() {
        Node node = new Node(0, "fake", 1);
        List<PartitionInfo> partitions = new ArrayList<>();
        for (SpoolKinds.Written written : TestKinds.later().all()) {
            partitions.add(new PartitionInfo(written.kind().topic(), 0, node, new Node[] {node}, new Node[] {node}));
        }
        return new Cluster("fake", List.of(node), partitions, Set.of(), Set.of());
    }
}
