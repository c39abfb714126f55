package io.callstream.console.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** Says who makes a request, and whether a page of ours does. */
final class Gate {
    static final String COOKIE = "callstream_console";
    private static final String BEARER = "Bearer ";
    private static final Viewer EVERYBODY = new Viewer(Role.ADMIN, "");

    private final Sessions sessions;

    Gate(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Empty for somebody who has shown no key. */
    Optional<Viewer> viewer(Request request) {
        if (sessions.open()) {
            return Optional.of(EVERYBODY);
        }
        String authorization =
                Optional.ofNullable(request.getHeaders().get("Authorization")).orElse("");
        if (authorization.startsWith(BEARER)) {
            return sessions.role(authorization.substring(BEARER.length()).strip())
                    .map(role -> new Viewer(role, ""));
        }
        return Exchange.cookie(request, COOKIE).flatMap(sessions::viewer);
    }

    /**
     * A browser sends its cookie along with whatever any page asks for, so what changes something has to know the token, which only our
     * pages do. Where no cookie is looked at, only a page of another origin is turned away.
     */
    void check(Exchange exchange) {
        if (exchange.header("Sec-Fetch-Site")
                .filter(site -> site.equals("cross-site") || site.equals("same-site"))
                .isPresent()) {
            throw new WebException(403, "this was asked for by a page of another site");
        }
        String expected = exchange.viewer().token();
        if (expected.isEmpty()) {
            return;
        }
        String shown =
                exchange.header("X-CSRF-Token").or(() -> exchange.form("csrf")).orElse("");
        if (!MessageDigest.isEqual(bytes(expected), bytes(shown))) {
            throw new WebException(403, "the page is from an earlier session; load it again");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
