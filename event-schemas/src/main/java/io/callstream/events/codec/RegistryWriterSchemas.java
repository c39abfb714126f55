package io.callstream.events.codec;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Writer schemas from a registry, each asked for once. Safe for use by several threads.
 *
 * <p>A registry that knows no schema of an id may just have been started and be reading its storage: with a patience, such
 * a schema counts as unavailable that long, and only then as one that nobody knows.
 */
public final class RegistryWriterSchemas implements WriterSchemas {
    /** Confluent's codes for what is not there; a bare 404 comes from something else that listens at the address. */
    private static final Set<Integer> NOT_FOUND = Set.of(40401, 40402, 40403);

    /** How Confluent's client says that it has an answer and can make no schema of it. */
    private static final String INVALID = "Invalid schema";

    private static final Duration LEFT_ALONE = Duration.ofSeconds(2);

    private final SchemaRegistryClient registry;
    private final Map<Integer, Schema> known = new ConcurrentHashMap<>();
    private final MissingSchemas missing;
    private final SchemaMemory memory;
    private final Clock clock;
    private volatile @Nullable Away away;

    /** What the registry says counts at once. */
    public RegistryWriterSchemas(SchemaRegistryClient registry) {
        this(registry, Clock.systemUTC(), Duration.ZERO, SchemaMemory.NONE);
    }

    /**
     * @param patience how long a schema that the registry does not know is waited for
     * @param memory knows what the registry has said before
     */
    public RegistryWriterSchemas(SchemaRegistryClient registry, Clock clock, Duration patience, SchemaMemory memory) {
        this.registry = registry;
        this.clock = clock;
        this.missing = new MissingSchemas(clock, patience);
        this.memory = memory;
    }

    /** A registry that did not answer is left alone for a moment, or every record would wait for it in turn. */
    private record Away(Instant until, String reason, Exception cause) {}

    @Override
    public Schema byId(int schemaId) {
        Schema schema = known.get(schemaId);
        if (schema == null) {
            schema = ask(schemaId);
            known.put(schemaId, schema);
            missing.found(schemaId);
        }
        return schema;
    }

    private Schema ask(int schemaId) {
        RuntimeException said = missing.fresh(schemaId);
        if (said != null) {
            throw said;
        }
        Away now = away;
        if (now != null && clock.instant().isBefore(now.until())) {
            throw new SchemaUnavailableException(now.reason(), now.cause());
        }
        try {
            Schema schema = avro(schemaId, registry.getSchemaById(schemaId));
            memory.keep(schemaId, schema);
            return schema;
        } catch (RestClientException e) {
            if (NOT_FOUND.contains(e.getErrorCode())) {
                return recalled(schemaId, e);
            }
            throw unavailable("the registry answers " + e.getStatus() + " to the question for schema " + schemaId, e);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).startsWith(INVALID)) {
                throw new UnreadableEventException("schema " + schemaId + " is none that can be read, expected AVRO");
            }
            throw unavailable("the registry could not give schema " + schemaId, e);
        } catch (UnreadableEventException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            // The schema is there and Avro cannot make sense of it, or it is nested too deep.
            throw new UnreadableEventException("schema " + schemaId + " cannot be read", e);
        }
    }

    private static Schema avro(int schemaId, ParsedSchema schema) {
        if (schema.rawSchema() instanceof Schema avro) {
            return avro;
        }
        throw new UnreadableEventException("schema " + schemaId + " is " + schema.schemaType() + ", expected AVRO");
    }

    private Schema recalled(int schemaId, RestClientException answer) {
        Optional<Schema> kept = memory.recall(schemaId);
        if (kept.isEmpty()) {
            throw missing.missed(schemaId, answer);
        }
        return kept.get();
    }

    private SchemaUnavailableException unavailable(String reason, Exception cause) {
        away = new Away(clock.instant().plus(LEFT_ALONE), reason, cause);
        return new SchemaUnavailableException(reason, cause);
    }
}
