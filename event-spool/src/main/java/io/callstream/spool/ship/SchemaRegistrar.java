package io.callstream.spool.ship;

import io.callstream.events.codec.EventSchemas;
import io.callstream.spool.Spool;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Asks the registry for ids. Blocks on the network: for the background. */
final class SchemaRegistrar {
    private final Supplier<SchemaRegistryClient> making;
    private final Spool spool;
    private final boolean register;
    private @Nullable SchemaRegistryClient made;

    /**
     * Confined to one thread, but for {@link #knows}.
     *
     * @param making makes the client when it is first needed
     * @param register whether schemas the registry does not know are registered
     */
    SchemaRegistrar(Supplier<SchemaRegistryClient> making, Spool spool, boolean register) {
        this.making = making;
        this.spool = spool;
        this.register = register;
    }

    boolean knows(SchemaIds.WrittenAs schema) {
        return spool.schema(schema.fingerprint()) != null;
    }

    /**
     * The id that the registry has for a schema now, whatever it had before: it may have lost its schemas since, and they
     * may have been registered anew.
     *
     * @throws IOException as {@link #ask}
     */
    int askAgain(SchemaIds.WrittenAs schema) throws IOException {
        Schema text = spool.schema(schema.fingerprint());
        if (text == null) {
            return ask(schema);
        }
        try {
            return registry().getId(schema.kind().subject(), new AvroSchema(text));
        } catch (RestClientException e) {
            return ask(schema);
        }
    }

    /** Forgets what the registry answered. */
    void forget() {
        registry().reset();
    }

    /** @throws IOException if the registry does not answer, does not know the schema, or refuses it */
    int ask(SchemaIds.WrittenAs schema) throws IOException {
        Schema text = spool.schema(schema.fingerprint());
        if (text == null) {
            throw new IOException("the spool has no schema with fingerprint " + Long.toHexString(schema.fingerprint()));
        }
        String subject = schema.kind().subject();
        try {
            if (!register) {
                return registry().getId(subject, new AvroSchema(text));
            }
            registry().updateCompatibility(subject, EventSchemas.COMPATIBILITY);
            return registry().register(subject, new AvroSchema(text));
        } catch (RestClientException e) {
            throw new IOException("registry answered " + e.getStatus() + " for " + subject, e);
        }
    }

    private SchemaRegistryClient registry() {
        SchemaRegistryClient client = made;
        if (client == null) {
            client = making.get();
            made = client;
        }
        return client;
    }
}
