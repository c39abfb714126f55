package io.callstream.events.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.events.EventKind;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RegistryWriterSchemasTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int UNKNOWN = 7;

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final MovableClock clock = new MovableClock();
    private final RegistryWriterSchemas schemas =
            new RegistryWriterSchemas(registry, clock, PATIENCE, SchemaMemory.NONE);

    /** A registry that has just been started may not have read its storage yet. */
    @Test
    void aSchemaThatIsNotKnownIsWaitedForAndThenGivenUp() {
        assertThatThrownBy(() -> schemas.byId(UNKNOWN)).isInstanceOf(SchemaUnavailableException.class);

        clock.now = clock.now.plus(PATIENCE).minusMillis(1);
        assertThatThrownBy(() -> schemas.byId(UNKNOWN)).isInstanceOf(SchemaUnavailableException.class);

        clock.now = clock.now.plusMillis(1);
        assertThatThrownBy(() -> schemas.byId(UNKNOWN))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage("the registry knows no schema with id 7");
    }

    @Test
    void withoutPatienceItIsGivenUpAtOnce() {
        assertThatThrownBy(() -> new RegistryWriterSchemas(registry).byId(UNKNOWN))
                .isInstanceOf(UnreadableEventException.class);
    }

    @Test
    void aSchemaThatTurnsUpIsReadAndKept() throws Exception {
        assertThatThrownBy(() -> schemas.byId(1)).isInstanceOf(SchemaUnavailableException.class);
        int id = registry.register(EventKind.SUCCESS.subject(), new AvroSchema(EventKind.SUCCESS.schema()));
        clock.now = clock.now.plusSeconds(2);

        assertThat(schemas.byId(id)).isEqualTo(EventKind.SUCCESS.schema());
        registry.reset();
        assertThat(schemas.byId(id)).isEqualTo(EventKind.SUCCESS.schema());
    }

    @Test
    @DisplayName("K04: ids that nobody knows are waited for together, not one after the other")
    void unknownSchemasAreWaitedForTogether() {
        assertThatThrownBy(() -> schemas.byId(9001)).isInstanceOf(SchemaMissingException.class);

        clock.now = clock.now.plus(PATIENCE);

        for (int id = 9001; id <= 9003; id++) {
            int unknown = id;
            assertThatThrownBy(() -> schemas.byId(unknown)).isInstanceOf(UnknownSchemaException.class);
        }
    }

    @Test
    @DisplayName("K05: a schema that the registry knew once is read from memory")
    void aSchemaThatWasDeletedIsRemembered() throws Exception {
        int id = registry.register(EventKind.SUCCESS.subject(), new AvroSchema(EventKind.SUCCESS.schema()));
        Map<Integer, Schema> kept = new HashMap<>();
        SchemaMemory memory = new SchemaMemory() {
            @Override
            public Optional<Schema> recall(int schemaId) {
                return Optional.ofNullable(kept.get(schemaId));
            }

            @Override
            public void keep(int schemaId, Schema schema) {
                kept.put(schemaId, schema);
            }
        };
        new RegistryWriterSchemas(registry, clock, PATIENCE, memory).byId(id);
        registry.reset();

        assertThat(new RegistryWriterSchemas(registry, clock, PATIENCE, memory).byId(id))
                .isEqualTo(EventKind.SUCCESS.schema());
    }

    @Test
    @DisplayName("K04: an address that is no registry answers 404 too, and says nothing about the schema")
    void a404OfSomethingElseIsNoAnswer() {
        SchemaRegistryClient other = new MockSchemaRegistryClient() {
            @Override
            public ParsedSchema getSchemaById(int id) throws RestClientException {
                throw new RestClientException("not found", 404, 404);
            }
        };

        assertThatThrownBy(() -> new RegistryWriterSchemas(other).byId(1))
                .isInstanceOf(SchemaUnavailableException.class)
                .hasMessage("the registry answers 404 to the question for schema 1");
    }

    @Test
    @DisplayName("K02: a schema of another sort, or one that makes no sense, does not have the sink wait for ever")
    void aSchemaThatIsNoneIsUnreadable() {
        SchemaRegistryClient protobuf = new MockSchemaRegistryClient() {
            @Override
            public ParsedSchema getSchemaById(int id) throws IOException {
                throw new IOException("Invalid schema syntax = proto3 with refs [] of type PROTOBUF");
            }
        };

        assertThatThrownBy(() -> new RegistryWriterSchemas(protobuf).byId(1))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageNotContaining("proto3");
    }

    private static final class MovableClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
