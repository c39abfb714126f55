package io.callstream.sql.flink;

import io.callstream.events.codec.EventSchemas;
import io.callstream.events.codec.RegistryClients;
import io.callstream.settings.HostPort;
import io.callstream.settings.KafkaSettings;
import io.callstream.settings.RegistrySettings;
import io.callstream.sql.query.QuerySession;
import io.callstream.sql.query.SqlOptions;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import io.callstream.stack.registry.RegistryOptions;
import io.callstream.stack.registry.SchemaRegistryServer;
import io.callstream.testing.topics.EventTopics;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A broker with the event topics, and a registry that knows their schemas. */
record EventStack(KafkaBroker broker, SchemaRegistryServer registry, EventTopics topics) implements AutoCloseable {
    static EventStack start(Path folder) throws Exception {
        KafkaBroker broker = KafkaBroker.start(KafkaOptions.in(folder.resolve("kafka")));
        SchemaRegistryServer registry = SchemaRegistryServer.start(RegistryOptions.in(folder.resolve("registry")));
        var ids = new EventSchemas(RegistryClients.connect(URI.create(registry.url()), Map.of())).register();
        return new EventStack(broker, registry, new EventTopics(broker.bootstrapServers(), ids::get));
    }

    KafkaSettings kafka() {
        return new KafkaSettings(broker.bootstrapServers(), Map.of(), 3, 1);
    }

    RegistrySettings schemas() {
        return new RegistrySettings(URI.create(registry.url()), Map.of(), false);
    }

    QuerySession session(SqlOptions options) {
        return session(options, Optional.empty());
    }

    QuerySession session(SqlOptions options, Optional<HostPort> cluster) {
        return new FlinkEngine().open(kafka(), schemas(), cluster, options);
    }

    @Override
    public void close() {
        topics.close();
        registry.close();
        broker.close();
    }
}
