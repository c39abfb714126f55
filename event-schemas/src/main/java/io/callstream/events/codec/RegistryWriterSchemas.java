package io.callstream.events.codec;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * Writer schemas from a registry, each asked for once. Safe for use by several threads.
 *
 * <p>A registry that knows no schema of an id may just have been started and be reading its storage: with a patience, such
 * a schema counts as unavailable that long, and only then as one that nobody knows.
 */
public final class RegistryWriterSchemas implements WriterSchemas {
    private static final int NOT_FOUND = 404;

    private final SchemaRegistryClient registry;
    private final Map<Integer, Schema> known = new ConcurrentHashMap<>();

    private final Map<Integer, Instant> missingSince = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Duration patience;

    /** What the registry says counts at once. */
    public RegistryWriterSchemas(SchemaRegistryClient registry) {
        this(registry, Clock.systemUTC(), Duration.ZERO);
    }

    /** @param patience how long a schema that the registry does not know is waited for */
    public RegistryWriterSchemas(SchemaRegistryClient registry, Clock clock, Duration patience) {
        this.registry = registry;
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public Schema byId(int schemaId) {
        Schema schema = known.get(schemaId);
        if (schema == null) {
            schema = ask(schemaId);
            known.put(schemaId, schema);
            missingSince.remove(schemaId);
        }
        return schema;
    }

    private Schema ask(int schemaId) {
        try {
            ParsedSchema schema = registry.getSchemaById(schemaId);
            if (schema.rawSchema() instanceof Schema avro) {
                return avro;
            }
            throw new UnreadableEventException("schema " + schemaId + " is " + schema.schemaType() + ", expected AVRO");
        } catch (RestClientException e) {
            if (e.getStatus() == NOT_FOUND) {
                throw missing(schemaId, e);
            }
            throw new SchemaUnavailableException("the registry could not give schema " + schemaId, e);
        } catch (IOException e) {
            throw new SchemaUnavailableException("the registry could not give schema " + schemaId, e);
        }
    }

    private RuntimeException missing(int schemaId, RestClientException answer) {
        Instant now = clock.instant();
        Instant since = missingSince.computeIfAbsent(schemaId, unseen -> now);
        String message = "the registry knows no schema with id " + schemaId;
        return now.isBefore(since.plus(patience))
                ? new SchemaUnavailableException(message + " yet", answer)
                : new UnreadableEventException(message, answer);
    }
}
