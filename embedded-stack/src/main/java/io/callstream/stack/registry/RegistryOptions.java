package io.callstream.stack.registry;

import io.callstream.stack.ListenAddress;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import java.nio.file.Path;

/**
 * How to start the registry.
 *
 * @param dataDir its folder; the same content again at the next start
 * @param listen where clients connect
 * @param compatibility the level of subjects that have none of their own
 */
public record RegistryOptions(Path dataDir, ListenAddress listen, CompatibilityLevel compatibility) {

    /** A registry on a free port of the loopback address, with Confluent's default level. */
    public static RegistryOptions in(Path dataDir) {
        return new RegistryOptions(dataDir, ListenAddress.loopback(0), CompatibilityLevel.BACKWARD);
    }

    public RegistryOptions withPort(int port) {
        return new RegistryOptions(dataDir, new ListenAddress(listen.host(), port), compatibility);
    }

    public RegistryOptions withHost(String host) {
        return new RegistryOptions(dataDir, new ListenAddress(host, listen.port()), compatibility);
    }

    public RegistryOptions withCompatibility(CompatibilityLevel level) {
        return new RegistryOptions(dataDir, listen, level);
    }
}
