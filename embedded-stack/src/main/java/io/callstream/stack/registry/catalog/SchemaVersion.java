package io.callstream.stack.registry.catalog;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;

/**
 * One version of a subject.
 *
 * @param id the schema's id, the same wherever this schema text is registered
 * @param schema the schema as canonical Avro JSON
 * @param deleted whether it is hidden (soft-deleted): readable by id, and on request
 */
public record SchemaVersion(String subject, int version, int id, String schema, boolean deleted) {

    SchemaVersion hidden() {
        return new SchemaVersion(subject, version, id, schema, true);
    }

    AvroSchema parsed() {
        return new AvroSchema(schema);
    }
}
