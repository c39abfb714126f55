package io.callstream.spool.ship;

import io.callstream.spool.LogStream;
import io.callstream.spool.SpoolKind;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Takes every record at once and forgets it. */
final class NowhereProducer extends MockProducer<byte[], byte[]> {
    private NowhereProducer(Cluster cluster) {
        super(cluster, true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static ProducerSource taking(List<SpoolKind> kinds) {
        Node nobody = new Node(0, "nowhere", 0);
        List<PartitionInfo> topics = kinds.stream()
                .map(kind -> new PartitionInfo(kind.topic(), 0, nobody, new Node[] {nobody}, new Node[] {nobody}))
                .toList();
        Cluster cluster = new Cluster("nowhere", List.of(nobody), topics, Set.of(), Set.of());
        return (LogStream stream) -> new NowhereProducer(cluster);
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        Future<RecordMetadata> sent = super.send(record, callback);
        clear(); // it would remember what it was given
        return sent;
    }
}
