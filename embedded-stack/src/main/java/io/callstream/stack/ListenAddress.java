package io.callstream.stack;

/**
 * Where a server listens.
 *
 * @param host a name or an address of this machine; {@code 0.0.0.0} for all of them
 * @param port a port, or 0 for a free one chosen by the system
 */
public record ListenAddress(String host, int port) {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int MAX_PORT = 65_535;

    public ListenAddress {
        if (host.isBlank()) {
            throw new StackException("the listen host is empty (expected: a name or an address, such as 127.0.0.1)");
        }
        if (port < 0 || port > MAX_PORT) {
            throw new StackException("port " + port + " is out of range (expected: 0 to 65535; 0 picks a free port)");
        }
    }

    /** This machine only. The stack has no authentication, so this is the default of every server. */
    public static ListenAddress loopback(int port) {
        return new ListenAddress(LOOPBACK, port);
    }

    /** The host by which a client on this machine reaches a server that listens here. */
    public String reachableHost() {
        return isWildcard() ? LOOPBACK : host;
    }

    private boolean isWildcard() {
        return host.equals("0.0.0.0") || host.equals("::");
    }

    /** {@code host:port}, with an IPv6 address in brackets. */
    public static String join(String host, int port) {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    @Override
    public String toString() {
        return join(host, port);
    }
}
