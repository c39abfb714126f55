package io.callstream.gateway.net;

import io.callstream.settings.HostPort;
import java.net.URI;
import java.util.Locale;

/** Where connections go: deployments of one provider share it, and with it the pool. */
public record ProviderAddress(boolean tls, String host, int port) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** @throws IllegalArgumentException if the URL is not http or https, or has no host */
    public static ProviderAddress of(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        HostPort server = HostPort.of(url).orElse(null);
        if (!tls && !scheme.equals("http") || server == null) {
            throw new IllegalArgumentException("api_base: no address (expected http://host or https://host)");
        }
        int port = server.port() >= 0 ? server.port() : tls ? HTTPS : HTTP;
        return new ProviderAddress(tls, server.host(), port);
    }

    /** Whether connections of both go to the same place. */
    public boolean sameAs(ProviderAddress other) {
        return tls == other.tls && port == other.port && host.equalsIgnoreCase(other.host);
    }

    /** For the Host header: the default port is left out. */
    public String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (tls ? HTTPS : HTTP) ? name : name + ":" + port;
    }
}
