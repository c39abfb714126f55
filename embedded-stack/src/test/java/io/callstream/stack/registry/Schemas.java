package io.callstream.stack.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;

/** Schemas of one record, some compatible with each other. */
final class Schemas {

    static final AvroSchema V1 = record("{\"name\":\"a\",\"type\":\"string\"}");
    static final AvroSchema WITH_DEFAULT =
            record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\",\"default\":0}");
    static final AvroSchema WITHOUT_DEFAULT =
            record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"c\",\"type\":\"int\"}");

    private Schemas() {}

    static AvroSchema record(String fields) {
        return new AvroSchema("{\"type\":\"record\",\"name\":\"R\",\"namespace\":\"n\",\"fields\":[" + fields + "]}");
    }
}
