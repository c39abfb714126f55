package io.callstream.spool.ship;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;

/** A registry that does not answer until it is back. */
final class AwayRegistry extends MockSchemaRegistryClient {
    private volatile boolean away = true;

    void back() {
        away = false;
    }

    @Override
    public int register(String subject, ParsedSchema schema) throws IOException, RestClientException {
        if (away) {
            throw new IOException("connection refused");
        }
        return super.register(subject, schema);
    }
}
