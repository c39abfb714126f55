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
    private static final URI DEFAULT_URL = URI.create("http://localhost:8081");

    public RegistrySettings {
        properties = Map.copyOf(properties);
    }

    /** Reads {@code url}, {@code properties} and {@code auto_register}. */
    public static RegistrySettings read(Section registry) {
        Map<String, String> properties = registry.textMap("properties");
        RegistryProperties.check(registry, properties);
        return new RegistrySettings(
                registry.address("url").orElse(DEFAULT_URL), properties, registry.flag("auto_register", true));
    }

    @Override
    public String toString() {
        return "RegistrySettings[url=" + url + ", properties=" + properties.keySet() + "]";
    }
}
