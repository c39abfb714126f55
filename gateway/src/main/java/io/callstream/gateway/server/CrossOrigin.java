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
    private static final String ALLOW_ORIGIN = "access-control-allow-origin";
    /** All that paths of the gateway and those that are passed through have. */
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    private final boolean open;
    private final @Nullable List<String> origins;
    /** Behind the origin. */
    private final byte[] everyAnswer;

    private final byte[] forAny;
    private final byte[] beforehand;
    private final String allowed;

    /** @param open whether the gateway asks for no key */
    public CrossOrigin(CorsConfig config, boolean open) {
        this.open = open;
        this.origins = config.origins().orElse(open ? null : List.of(ANY));
        byte[] exposed = config.exposeHeaders().isEmpty()
                ? NOTHING
                : HeadWriter.lines("access-control-expose-headers", String.join(", ", config.exposeHeaders()));
        byte[] credentials =
                config.allowCredentials() ? HeadWriter.lines("access-control-allow-credentials", "true") : NOTHING;
        this.everyAnswer = joined(exposed, credentials);
        this.forAny = joined(HeadWriter.lines(ALLOW_ORIGIN, ANY), everyAnswer);
        this.beforehand = HeadWriter.lines(
                "access-control-allow-methods",
                METHODS,
                "access-control-max-age",
                Long.toString(config.maxAge().toSeconds()));
        this.allowed = String.join(", ", config.allowHeaders());
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
                ? forAny.clone()
                : joined(HeadWriter.lines(ALLOW_ORIGIN, origin, "vary", "origin"), everyAnswer);
    }

    /** The further lines of the answer to a browser that asks beforehand; null when it does not. */
    byte @Nullable [] preflight(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD) || lines(headers).length == 0) {
            return null;
        }
        String asked = headers.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS, "");
        String answered = allowed.isEmpty() ? asked : allowed;
        return answered.isBlank()
                ? beforehand.clone()
                : joined(beforehand, HeadWriter.lines("access-control-allow-headers", answered));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
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
