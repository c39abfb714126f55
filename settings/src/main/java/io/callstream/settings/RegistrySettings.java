package io.callstream.settings;

import java.net.URI;
import java.util.Map;

/**
 * How to reach the schema registry: {@code callstream.schema_registry}.
 *
 * @param url base URL of an API compatible with Confluent's
 * @param properties further settings under the names of Confluent's client; values may be secrets
 * @param autoRegister whether the gateway brings its schemas along, or expects to find them
 */
public record RegistrySettings(URI url, Map<String, String> properties, boolean autoRegister) {
    static final Key<URI> URL =
            Key.address("url").byDefault("http://localhost:8081").says("Schema registry with Confluent's API.");
    static final Key<Map<String, String>> PROPERTIES = Key.textMap("properties")
            .byDefault(Map.of(), "")
            .says("Further settings under the names of Confluent's client.");
    static final Key<Boolean> AUTO_REGISTER =
            Key.flag("auto_register").byDefault("true").says("Whether the gateway brings its schemas along.");

    public RegistrySettings {
        properties = Map.copyOf(properties);
    }

    /** Reads {@code url}, {@code properties} and {@code auto_register}. */
    public static RegistrySettings read(Section registry) {
        Map<String, String> properties = registry.get(PROPERTIES);
        RegistryProperties.check(registry, properties);
        return new RegistrySettings(registry.get(URL), properties, registry.get(AUTO_REGISTER));
    }

    @Override
    public String toString() {
        return "RegistrySettings[url=" + url + ", properties=" + properties.keySet() + "]";
    }
}
