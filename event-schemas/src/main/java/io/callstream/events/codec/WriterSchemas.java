package io.callstream.events.codec;

import org.apache.avro.Schema;

/** Finds the schema a record was written with. Safe for use by several threads. */
public interface WriterSchemas {
    /**
     * @throws UnreadableEventException if the registry answers that there is no such schema
     * @throws SchemaUnavailableException if the registry cannot be asked now
     */
    Schema byId(int schemaId);
}
