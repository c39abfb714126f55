package io.callstream.cli.spend;

import io.callstream.cli.problem.UserError;
import io.callstream.events.DerivedKind;
import io.callstream.events.SpendRecord;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.codec.RegistryWriterSchemas;
import io.callstream.reader.PartitionRange;
import io.callstream.reader.RangePlanner;
import io.callstream.reader.RangeReader;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.time.TimeSpan;
import io.callstream.settings.KafkaSettings;
import io.callstream.settings.RegistrySettings;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The ledger as it stands on its topic: the last record of each row. */
final class LedgerTopic {
    private static final String TOPIC = DerivedKind.SPEND.topic();

    private final KafkaSettings kafka;
    private final EventDecoder decoder;

    LedgerTopic(KafkaSettings kafka, RegistrySettings registry) {
        this.kafka = kafka;
        this.decoder = new EventDecoder(
                new RegistryWriterSchemas(RegistryClients.connect(registry.url(), registry.properties())));
    }

    /** @throws UserError if there is no such topic */
    Collection<SpendRecord> rows() {
        Map<String, SpendRecord> rows = new HashMap<>();
        try (RangeReader reader = new TopicConsumers(kafka).read(this::ranges)) {
            Optional<ConsumerRecord<byte[], byte[]>> record = reader.next();
            while (record.isPresent()) {
                byte[] value = record.get().value();
                if (value != null && decoder.decode(DerivedKind.SPEND, value) instanceof SpendRecord row) {
                    rows.put(row.getRowId(), row);
                }
                record = reader.next();
            }
        }
        return rows.values();
    }

    private List<PartitionRange> ranges(RangePlanner planner) {
        if (!planner.exists(TOPIC)) {
            throw new UserError("Kafka at " + kafka.bootstrapServers() + " has no topic " + TOPIC
                    + ": the ledger is kept by callstream analytics (start it, or make the topic with: callstream topics"
                    + " create)");
        }
        return planner.plan(TOPIC, TimeSpan.ALL).partitions();
    }
}
