package io.callstream.events.codec;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** Writer schemas from a registry, each asked for once. */
public final class RegistryWriterSchemas implements WriterSchemas {
    private static final int NOT_FOUND = 404;

    private final SchemaRegistryClient registry;
    private final Map<Integer, Schema> known = new ConcurrentHashMap<>();

    public RegistryWriterSchemas(SchemaRegistryClient registry) {
        this.registry = registry;
    }

    @Override
    public Schema byId(int schemaId) {
        Schema schema = known.get(schemaId);
        if (schema == null) {
            schema = ask(schemaId);
            known.put(schemaId, schema);
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
                throw new UnreadableEventException("the registry knows no schema with id " + schemaId, e);
            }
            throw new SchemaUnavailableException("the registry could not give schema " + schemaId, e);
        } catch (IOException e) {
            throw new SchemaUnavailableException("the registry could not give schema " + schemaId, e);
        }
    }
}
