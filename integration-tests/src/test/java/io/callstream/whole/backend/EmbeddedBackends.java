package io.callstream.whole.backend;

import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import io.callstream.stack.postgres.PostgresOptions;
import io.callstream.stack.postgres.PostgresServer;
import io.callstream.stack.registry.RegistryOptions;
import io.callstream.stack.registry.SchemaRegistryServer;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The product's own stack, inside this JVM. For one thread. */
final class EmbeddedBackends implements Backends {
    /** Shared by all runs of this checkout: unpacking takes longer than starting. */
    private static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();

    private final Path folder;
    private KafkaBroker kafka;
    private SchemaRegistryServer registry;
    private @Nullable PostgresServer postgres;

    EmbeddedBackends(Path folder) {
        this.folder = folder;
        this.kafka = KafkaBroker.start(KafkaOptions.in(folder.resolve("kafka")));
        this.registry = SchemaRegistryServer.start(RegistryOptions.in(folder.resolve("registry")));
        EventTopics.create(kafka.bootstrapServers());
    }

    @Override
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public URI registry() {
        return URI.create(registry.url());
    }

    @Override
    public DatabaseLogin database() {
        if (postgres == null) {
            postgres = PostgresServer.start(
                    PostgresOptions.in(folder.resolve("postgres")).withBinaries(BINARIES));
        }
        return new DatabaseLogin(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    @Override
    public void stopKafka() {
        kafka.close();
    }

    @Override
    public void startKafka() {
        int port = URI.create("kafka://" + kafka.bootstrapServers()).getPort();
        kafka = KafkaBroker.start(KafkaOptions.in(folder.resolve("kafka")).withPort(port));
    }

    @Override
    public void stopRegistry() {
        registry.close();
    }

    @Override
    public void startRegistry() {
        int port = registry().getPort();
        registry = SchemaRegistryServer.start(
                RegistryOptions.in(folder.resolve("registry")).withPort(port));
    }

    @Override
    public void close() {
        if (postgres != null) {
            postgres.close();
        }
        registry.close();
        kafka.close();
    }
}
