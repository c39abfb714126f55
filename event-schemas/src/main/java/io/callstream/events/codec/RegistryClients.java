package io.callstream.events.codec;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Makes registry clients that fail soon enough for a service to say so. */
public final class RegistryClients {
    private static final int CACHED_SCHEMAS = 1000;

    private RegistryClients() {}

    /**
     * @param url base URL of a registry that speaks Confluent's REST API, with the path its API stands under
     * @param properties further settings of Confluent's client, such as {@code basic.auth.user.info}
     */
    public static SchemaRegistryClient connect(URI url, Map<String, String> properties) {
        Map<String, Object> settings = new HashMap<>(properties);
        if (properties.containsKey("basic.auth.user.info")) {
            // Without it the client passes the login over and asks without one.
            settings.putIfAbsent("basic.auth.credentials.source", "USER_INFO");
        }
        settings.putIfAbsent("http.connect.timeout.ms", 5_000);
        settings.putIfAbsent("http.read.timeout.ms", 10_000);
        settings.putIfAbsent("max.retries", 1);
        return new CachedSchemaRegistryClient(url.toString(), CACHED_SCHEMAS, settings);
    }
}
