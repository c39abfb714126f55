package io.callstream.gateway.upstream;

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
        if (!tls && !scheme.equals("http") || url.getHost() == null) {
            throw new IllegalArgumentException("api_base: " + url + " (expected http://host or https://host)");
        }
        int port = url.getPort() >= 0 ? url.getPort() : tls ? HTTPS : HTTP;
        return new ProviderAddress(tls, unbracketed(url.getHost()), port);
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

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
