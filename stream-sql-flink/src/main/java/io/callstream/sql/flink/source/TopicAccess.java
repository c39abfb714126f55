package io.callstream.sql.flink.source;

import io.callstream.events.codec.RegistryClients;
import io.callstream.events.codec.RegistryWriterSchemas;
import io.callstream.events.codec.WriterSchemas;
import io.callstream.settings.KafkaSettings;
import io.callstream.settings.RegistrySettings;
import java.io.Serializable;
import java.net.URI;
import java.util.HashMap;

/** How whoever reads reaches Kafka and the registry. It travels with the job, and may hold passwords. */
public final class TopicAccess implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String servers;
    private final HashMap<String, String> kafka;
    private final URI registryUrl;
    private final HashMap<String, String> registry;

    public TopicAccess(KafkaSettings kafka, RegistrySettings registry) {
        this.servers = kafka.bootstrapServers();
        this.kafka = new HashMap<>(kafka.properties());
        this.registryUrl = registry.url();
        this.registry = new HashMap<>(registry.properties());
    }

    KafkaSettings kafka() {
        return new KafkaSettings(servers, kafka, 1, 1); // the last two are for making topics
    }

    WriterSchemas schemas() {
        return new RegistryWriterSchemas(RegistryClients.connect(registryUrl, registry));
    }
}
