package io.callstream.events.codec;

import io.callstream.events.EventKind;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** Brings this build's schemas to a registry. Blocks on the network: for start-up and tools, never per event. */
public final class EventSchemas {
    /** Sinks and gateways are upgraded apart from each other, in either order, and old records are replayed. */
    public static final String COMPATIBILITY = "FULL_TRANSITIVE";

    private final SchemaRegistryClient registry;

    public EventSchemas(SchemaRegistryClient registry) {
        this.registry = registry;
    }

    /**
     * Registers the schema of every kind, which changes nothing when it is there already.
     *
     * @return the ids, to be written into record headers
     * @throws RestClientException if the registry refuses, for instance because a schema is not compatible
     */
    public Map<EventKind, Integer> register() throws IOException, RestClientException {
        Map<EventKind, Integer> ids = new EnumMap<>(EventKind.class);
        for (EventKind kind : EventKind.values()) {
            registry.updateCompatibility(kind.subject(), COMPATIBILITY);
            ids.put(kind, registry.register(kind.subject(), new AvroSchema(kind.schema())));
        }
        return ids;
    }

    /** Whether the registry would take this build's schema of the kind beside all earlier ones. */
    public boolean compatible(EventKind kind) throws IOException, RestClientException {
        return registry.testCompatibility(kind.subject(), new AvroSchema(kind.schema()));
    }
}
