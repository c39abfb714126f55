package io.callstream.settings;

import java.util.Map;
import java.util.Optional;

/** Checks {@code callstream.schema_registry.properties} for names that Confluent's client would pass over. */
final class RegistryProperties {
    private static final String PREFIX = "schema.registry.";
    private static final Map<String, String> INSTEAD = Map.of(
            "basic.auth.username", "use basic.auth.user.info: \"name:password\"",
            "basic.auth.password", "use basic.auth.user.info: \"name:password\"",
            "sasl.username", "use basic.auth.user.info: \"name:password\"",
            "url", "stands elsewhere: callstream.schema_registry.url",
            "schema.registry.url", "stands elsewhere: callstream.schema_registry.url",
            "ssl.ca.location",
                    "use schema.registry.ssl.truststore.location with schema.registry.ssl.truststore.type: PEM");

    private RegistryProperties() {}

    static void check(Section registry, Map<String, String> properties) {
        properties.keySet().stream()
                .sorted()
                .forEach(name -> wrong(name).ifPresent(message -> registry.problem("properties." + name, message)));
    }

    private static Optional<String> wrong(String name) {
        String dotted = name.replace('_', '.');
        if (INSTEAD.containsKey(dotted)) {
            return Optional.of("is not known to the registry's client; " + INSTEAD.get(dotted));
        }
        if (!dotted.equals(name)) {
            return Optional.of("is written with dots: " + dotted);
        }
        return name.startsWith("ssl.") ? Optional.of("would not be used; say " + PREFIX + name) : Optional.empty();
    }
}
