package io.callstream.spool.ship;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.spool.Spool;
import io.callstream.spool.SpoolOptions;
import io.callstream.spool.TestKinds;
import io.callstream.spool.ship.SchemaIds.WrittenAs;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaIdsTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("K05: a schema that the registry lost is registered again, and its new id is used")
    void aLostSchemaIsRegisteredAgain() {
        Forgetful registry = new Forgetful();
        try (Spool spool = open()) {
            WrittenAs schema = new WrittenAs(TestKinds.SUCCESS, spool.fingerprint(TestKinds.SUCCESS));
            SchemaRegistrar registrar = new SchemaRegistrar(() -> registry, spool, true);
            try (SchemaIds ids = new SchemaIds(registrar, new SchemaIdFile(folder, "registry", spool.kinds()))) {
                ids.start(Set.of(schema));
                await().atMost(30, SECONDS).until(() -> Integer.valueOf(4).equals(ids.find(schema)));

                registry.id = 5;
                registry.lost = true;
                ids.askAgain(Set.of(schema));

                assertThat(ids.find(schema)).isEqualTo(5);
            }
        }
    }

    @Test
    @DisplayName("K05: a schema that was registered by hand under a new id is used with it")
    void aNewIdIsUsed() {
        Forgetful registry = new Forgetful();
        try (Spool spool = open()) {
            WrittenAs schema = new WrittenAs(TestKinds.SUCCESS, spool.fingerprint(TestKinds.SUCCESS));
            SchemaRegistrar registrar = new SchemaRegistrar(() -> registry, spool, false);
            try (SchemaIds ids = new SchemaIds(registrar, new SchemaIdFile(folder, "registry", spool.kinds()))) {
                ids.start(Set.of(schema));
                await().atMost(30, SECONDS).until(() -> Integer.valueOf(4).equals(ids.find(schema)));

                registry.id = 5;
                ids.askAgain(Set.of(schema));

                assertThat(ids.find(schema)).isEqualTo(5);
            }
        }
    }

    @Test
    void whereRecordsGoNowhereIdsStayAndNothingIsLeft() throws IOException {
        try (Spool spool = open()) {
            WrittenAs schema = new WrittenAs(TestKinds.SUCCESS, spool.fingerprint(TestKinds.SUCCESS));
            SchemaRegistrar registrar = new SchemaRegistrar(NowhereRegistry::new, spool, true);
            try (SchemaIds ids = new SchemaIds(registrar, SchemaIdCache.NONE)) {
                ids.start(Set.of(schema));
                await().atMost(30, SECONDS).until(() -> ids.find(schema) != null);
                Integer first = ids.find(schema);

                ids.askAgain(Set.of(schema));

                assertThat(ids.find(schema)).isEqualTo(first);
            }
        }
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left).noneMatch(file -> file.endsWith("schema-ids"));
        }
    }

    private Spool open() {
        return Spool.open(
                SpoolOptions.of(folder.resolve("spool"), 1), TestKinds.all(), (call, place) -> null, Clock.systemUTC());
    }

    /** A registry with one schema, under the id that the test says; it may have lost it. */
    private static final class Forgetful extends MockSchemaRegistryClient {
        private volatile int id = 4;
        private volatile boolean lost;

        @Override
        public int register(String subject, ParsedSchema schema) {
            lost = false;
            return id;
        }

        @Override
        public int getId(String subject, ParsedSchema schema) throws RestClientException {
            if (lost) {
                throw new RestClientException("Schema not found", 404, 40403);
            }
            return id;
        }

        @Override
        public String updateCompatibility(String subject, String compatibility) {
            return compatibility;
        }

        @Override
        public void reset() {}
    }
}
