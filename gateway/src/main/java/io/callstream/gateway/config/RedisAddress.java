package io.callstream.gateway.config;

import io.callstream.settings.Secret;
import java.util.Optional;

/**
 * A Redis server and who signs in there.
 *
 * @param database its number
 */
public record RedisAddress(
        String host, int port, boolean tls, int database, Optional<String> username, Optional<Secret> password) {
    private static final int MOST_PORTS = 65_535;

    public RedisAddress {
        if (host.isBlank() || port < 1 || port > MOST_PORTS || database < 0) {
            throw new IllegalArgumentException("host, port or database: '" + host + "', " + port + ", " + database
                    + " (expected a host, 1 to 65535, 0 or more)");
        }
    }
}
