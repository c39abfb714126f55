package io.callstream.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import io.callstream.stack.postgres.PostgresOptions;
import io.callstream.stack.postgres.PostgresServer;
import io.callstream.stack.registry.RegistryOptions;
import io.callstream.stack.registry.SchemaRegistryServer;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledJvmTest {

    private static final int CACHE = 10_000;

    @TempDir
    static Path binaries;

    @TempDir
    Path dir;

    @Test
    void theRegistryKeepsWhatItConfirmedBeforeTheKill() throws Exception {
        List<String> confirmed = new ArrayList<>();
        try (ChildJvm child = ChildJvm.start(Registering.class, dir)) {
            for (int i = 0; i < 50; i++) {
                confirmed.add(child.line());
            }
            confirmed.addAll(child.kill());
        }

        try (SchemaRegistryServer server = SchemaRegistryServer.start(RegistryOptions.in(dir))) {
            var client = new CachedSchemaRegistryClient(server.url(), CACHE);
            for (int i = 0; i < confirmed.size(); i++) {
                int id = Integer.parseInt(confirmed.get(i));
                assertThat(client.getSchemaById(id)).isEqualTo(Registering.schema(i));
            }
        }
    }

    /** Registers new schemas for ever, and prints the id of each. */
    static final class Registering {

        public static void main(String[] arguments) throws Exception {
            try (SchemaRegistryServer server = SchemaRegistryServer.start(RegistryOptions.in(Path.of(arguments[0])))) {
                var client = new CachedSchemaRegistryClient(server.url(), CACHE);
                for (int i = 0; ; i++) {
                    System.out.println(client.register("subject-" + i % 7, schema(i)));
                }
            }
        }

        static AvroSchema schema(int number) {
            return new AvroSchema("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"f" + number
                    + "\",\"type\":\"int\",\"default\":0}]}");
        }
    }

    @Test
    void aPostgresLeftBehindIsStoppedByTheNextStart() throws Exception {
        ProcessHandle orphan;
        try (ChildJvm child = ChildJvm.start(HoldingPostgres.class, dir, binaries)) {
            orphan = ProcessHandle.of(Long.parseLong(child.line())).orElseThrow();
            child.kill();
        }
        assertThat(orphan.isAlive()).isTrue();

        try (PostgresServer server = PostgresServer.start(postgres(dir, binaries))) {
            assertThat(server.pid()).isNotEqualTo(orphan.pid());
            orphan.onExit().get();
        }
    }

    /** Starts a server, prints its process id and waits to be killed. */
    static final class HoldingPostgres {

        public static void main(String[] arguments) throws Exception {
            PostgresOptions options = postgres(Path.of(arguments[0]), Path.of(arguments[1]));
            try (PostgresServer server = PostgresServer.start(options)) {
                System.out.println(server.pid());
                Thread.currentThread().join();
            }
        }
    }

    @Test
    void closedServersKeepNoJvmAliveAndPostgresEndsWithIt() throws Exception {
        try (ChildJvm child = ChildJvm.start(Leaving.class, dir, binaries)) {
            ProcessHandle postgres =
                    ProcessHandle.of(Long.parseLong(child.line())).orElseThrow();

            assertThat(child.awaitExit()).isZero();
            postgres.onExit().get();
        }
    }

    /** Starts all three servers, closes those that live in the JVM, and returns. */
    static final class Leaving {

        public static void main(String[] arguments) {
            Path dir = Path.of(arguments[0]);
            PostgresServer postgres = PostgresServer.start(postgres(dir.resolve("postgres"), Path.of(arguments[1])));
            System.out.println(postgres.pid());
            SchemaRegistryServer.start(RegistryOptions.in(dir.resolve("registry")))
                    .close();
            KafkaBroker.start(KafkaOptions.in(dir.resolve("kafka"))).close();
        }
    }

    private static PostgresOptions postgres(Path dir, Path binaries) {
        return PostgresOptions.in(dir).withBinaries(binaries);
    }
}
