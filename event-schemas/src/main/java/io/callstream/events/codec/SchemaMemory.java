package io.callstream.events.codec;

import java.util.Optional;
import org.apache.avro.Schema;

/**
 * What a registry has said before, for the day it has forgotten it: a schema can be deleted from a registry for good while
 * records written with it are still in their topics. Asked only after the registry. Safe for use by several threads.
 */
public interface SchemaMemory {
    /** Remembers nothing. */
    SchemaMemory NONE = new SchemaMemory() {
        @Override
        public Optional<Schema> recall(int schemaId) {
            return Optional.empty();
        }

        @Override
        public void keep(int schemaId, Schema schema) {}
    };

    Optional<Schema> recall(int schemaId);

    /** Fails never: what cannot be kept is not. */
    void keep(int schemaId, Schema schema);
}
