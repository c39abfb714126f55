package io.callstream.gateway.server;

import io.callstream.gateway.config.CorsConfig;
import io.callstream.gateway.net.HeadWriter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What browsers may do (CORS). A key stands in a header that no browser adds of its own, so that a gateway with keys can
 * let every page ask. One without keys answers whoever reaches it, and a page that somebody visits reaches it through
 * that person's browser: only pages of the same machine may.
 */
public final class CrossOrigin {
    private static final byte[] NOTHING = {};
    private static final String ANY = "*";
    private static final String EXPOSED = "*";
    private static final byte[] FOR_ANY =
            HeadWriter.lines("access-control-allow-origin", ANY, "access-control-expose-headers", EXPOSED);
    private static final String[] METHODS = {
        "access-control-allow-methods", "GET, HEAD, POST, OPTIONS", "access-control-max-age", "600"
    };
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    private final boolean open;
    private final @Nullable List<String> origins;

    /** @param open whether the gateway asks for no key */
    public CrossOrigin(CorsConfig config, boolean open) {
        this.open = open;
        this.origins = config.origins().orElse(open ? null : List.of(ANY));
    }

    /** Whether a page in a browser asks that may not. */
    boolean refuses(HttpHeaders headers) {
        String origin = open ? headers.get(HttpHeaderNames.ORIGIN) : null;
        return origin != null && !allows(origin);
    }

    /** Header lines that every answer carries, so that the page sees it. */
    byte[] lines(HttpHeaders headers) {
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        if (origin == null || !allows(origin)) {
            return NOTHING;
        }
        return origins != null && origins.contains(ANY)
                ? FOR_ANY.clone()
                : HeadWriter.lines(
                        "access-control-allow-origin",
                        origin,
                        "access-control-expose-headers",
                        EXPOSED,
                        "vary",
                        "origin");
    }

    /** The further lines of the answer to a browser that asks beforehand; null when it does not. */
    byte @Nullable [] preflight(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD) || lines(headers).length == 0) {
            return null;
        }
        String asked = headers.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS, "");
        byte[] methods = HeadWriter.lines(METHODS);
        byte[] allowed = asked.isBlank() ? NOTHING : HeadWriter.lines("access-control-allow-headers", asked);
        byte[] all = Arrays.copyOf(methods, methods.length + allowed.length);
        System.arraycopy(allowed, 0, all, methods.length, allowed.length);
        return all;
    }

    private boolean allows(String origin) {
        List<String> listed = origins;
        if (listed == null) {
            return loopback(origin);
        }
        return listed.contains(ANY) || listed.contains(origin.toLowerCase(Locale.ROOT));
    }

    private static boolean loopback(String origin) {
        int scheme = origin.indexOf("://");
        String host = scheme < 0 ? "" : origin.substring(scheme + 3).toLowerCase(Locale.ROOT);
        int port = host.lastIndexOf(':');
        boolean numbered = port > 0 && host.indexOf(']', port) < 0;
        return LOOPBACK.contains(numbered ? host.substring(0, port) : host);
    }
}
