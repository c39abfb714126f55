package io.callstream.events.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.events.EventKind;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RegistryWriterSchemasTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int UNKNOWN = 7;

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final MovableClock clock = new MovableClock();
    private final RegistryWriterSchemas schemas = new RegistryWriterSchemas(registry, clock, PATIENCE);

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

        assertThat(schemas.byId(id)).isEqualTo(EventKind.SUCCESS.schema());
        registry.reset();
        assertThat(schemas.byId(id)).isEqualTo(EventKind.SUCCESS.schema());
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
