package io.callstream.sink.runtime.erase;

import io.callstream.events.ErasureKind;
import io.callstream.events.codec.EventEncoder;
import io.callstream.events.codec.EventSchemas;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.topic.TopicCatalogue;
import io.callstream.events.topic.TopicSpec;
import io.callstream.reader.topic.TopicMaker;
import io.callstream.settings.KafkaSettings;
import io.callstream.settings.RegistrySettings;
import io.callstream.sink.runtime.deliver.Causes;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Writes requests to erase, and reports. Makes the topic and registers the schema first. For one thread. */
public final class ErasureLog implements AutoCloseable {
    private final KafkaSettings kafka;
    private final RegistrySettings registry;
    private final SchemaRegistryClient schemas;
    private final RecordWriter writer;
    private final Map<ErasureKind, Integer> ids = new EnumMap<>(ErasureKind.class);

    public ErasureLog(KafkaSettings kafka, RegistrySettings registry) {
        this.kafka = kafka;
        this.registry = registry;
        this.schemas = RegistryClients.connect(registry.url(), registry.properties());
        this.writer = new RecordWriter(kafka);
    }

    SchemaRegistryClient schemas() {
        return schemas;
    }

    /**
     * Returns when every copy of the topic has the record, or it is known that none has.
     *
     * @param key of the record; a later one with the same key replaces it
     * @return why it was not written; empty when it was
     */
    public Optional<String> write(ErasureKind kind, String key, SpecificRecord record) throws InterruptedException {
        Integer id = ids.get(kind);
        if (id == null) {
            try {
                id = new EventSchemas(schemas).register(kind);
            } catch (RestClientException e) {
                return Optional.of("the schema registry at " + registry.url() + " refuses the schema of "
                        + kind.subject() + ": " + Causes.of(e));
            } catch (IOException e) {
                return Optional.of("the schema registry at " + registry.url() + " does not answer: " + Causes.of(e));
            }
            TopicSpec spec = TopicCatalogue.erasure(kind);
            // One who may only write needs a topic that somebody else made: writing says so then.
            TopicMaker.make(kafka, spec);
            ids.put(kind, id);
        }
        byte[] value = new EventEncoder().framed(kind, record, id);
        return writer.write(kind.topic(), key.getBytes(StandardCharsets.UTF_8), value)
                ? Optional.empty()
                : Optional.of("Kafka at " + kafka.bootstrapServers() + ": " + writer.failure());
    }

    @Override
    public void close() {
        writer.close();
    }
}
