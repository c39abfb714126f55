package io.callstream.events.codec;

import io.callstream.events.DerivedKind;
import io.callstream.events.ErasureKind;
import io.callstream.events.EventKind;
import io.callstream.events.RecordKind;
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
            ids.put(kind, register(kind));
        }
        return ids;
    }

    /** As {@link #register}, for what analytics makes of the events. */
    public Map<DerivedKind, Integer> registerDerived() throws IOException, RestClientException {
        Map<DerivedKind, Integer> ids = new EnumMap<>(DerivedKind.class);
        for (DerivedKind kind : DerivedKind.values()) {
            ids.put(kind, register(kind));
        }
        return ids;
    }

    /** As {@link #register}, for the kind alone; who writes about erasures is no gateway. */
    public int register(ErasureKind kind) throws IOException, RestClientException {
        return register((RecordKind) kind);
    }

    /** The ids of what analytics makes, of a registry to which somebody else has brought the schemas. */
    public Map<DerivedKind, Integer> lookUpDerived() throws IOException, RestClientException {
        Map<DerivedKind, Integer> ids = new EnumMap<>(DerivedKind.class);
        for (DerivedKind kind : DerivedKind.values()) {
            ids.put(kind, registry.getId(kind.subject(), new AvroSchema(kind.schema())));
        }
        return ids;
    }

    private int register(RecordKind kind) throws IOException, RestClientException {
        registry.updateCompatibility(kind.subject(), COMPATIBILITY);
        return registry.register(kind.subject(), new AvroSchema(kind.schema()));
    }

    /** Whether the registry would take this build's schema of the kind beside all earlier ones. */
    public boolean compatible(RecordKind kind) throws IOException, RestClientException {
        return registry.testCompatibility(kind.subject(), new AvroSchema(kind.schema()));
    }
}
