package io.callstream.stack.registry.rest;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import io.callstream.stack.ListenAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers only requests that were made for this machine. A page in a browser can have its own domain name point to this
 * machine's address and then talk to every port without a password; its requests still name that domain.
 */
public final class HostRule extends Filter {
    private static final int MISDIRECTED = 421;
    private static final Pattern PORT = Pattern.compile(":\\d*$");
    private static final Pattern ADDRESS = Pattern.compile("\\[[0-9a-f:.]+(%[0-9a-z]+)?]|\\d{1,3}(\\.\\d{1,3}){3}");

    private final String own;

    /** @param listen where the server listens: a name that was given there is this machine's */
    public HostRule(ListenAddress listen) {
        this.own = listen.host().toLowerCase(Locale.ROOT);
    }

    @Override
    public String description() {
        return "refuses requests for other hosts";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        if (allows(exchange.getRequestHeaders().getFirst("Host"))) {
            chain.doFilter(exchange);
            return;
        }
        try (exchange) {
            byte[] why =
                    ("{\"error_code\":421,\"message\":\"The Host of the request is no name of this machine; use its"
                                    + " address, localhost, or the name given as --host\"}")
                            .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(MISDIRECTED, why.length);
            exchange.getResponseBody().write(why);
        }
    }

    /** A name without a dot cannot be anybody's domain: localhost, or a container's name in its own network. */
    boolean allows(@Nullable String header) {
        if (header == null) {
            return true; // HTTP/1.0: no browser
        }
        String host = PORT.matcher(header.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
        return host.indexOf('.') < 0 && !host.startsWith("[")
                || host.equals(own)
                || host.endsWith(".localhost")
                || ADDRESS.matcher(host).matches();
    }
}
