package io.callstream.settings;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host and port of an address. Names with underscores are hosts, too: containers have them, resolvers take them, and
 * only {@link URI} finds no host there.
 *
 * @param host without brackets
 * @param port -1 when the address names none
 */
public record HostPort(String host, int port) {
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern NAMED = Pattern.compile("(?:[^@]*@)?([A-Za-z0-9._~-]+)(?::([0-9]{1,5}))?");

    public static Optional<HostPort> of(URI address) {
        String host = address.getHost();
        if (host != null) {
            return valid(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, address.getPort());
        }
        String authority = address.getRawAuthority();
        Matcher named = NAMED.matcher(authority == null ? "" : authority);
        return named.matches()
                ? valid(named.group(1), named.group(2) == null ? -1 : Integer.parseInt(named.group(2)))
                : Optional.empty();
    }

    private static Optional<HostPort> valid(String host, int port) {
        return port > HIGHEST_PORT ? Optional.empty() : Optional.of(new HostPort(host, port));
    }

    /** As it stands in an address. */
    @Override
    public String toString() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port < 0 ? name : name + ":" + port;
    }
}
