package io.callstream.console.web;

import java.util.List;
import java.util.Map;

/** Showing a key, and being forgotten. */
final class LoginRoutes {
    static final String LOGIN = "/login";
    private static final Viewer NOBODY = new Viewer(Role.VIEWER, "");
    private static final Pages.Title TITLE = new Pages.Title("Sign in", "");

    private final Sessions sessions;
    private final Pages pages;

    LoginRoutes(Sessions sessions, Pages pages) {
        this.sessions = sessions;
        this.pages = pages;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        LOGIN, exchange -> form(200, next(exchange.query("next").orElse("/")), "")),
                Route.ask(LOGIN, this::login),
                Route.ask("/logout", this::logout));
    }

    private Reply login(Exchange exchange) {
        String next = next(exchange.form("next").orElse("/"));
        return exchange.form("key")
                .flatMap(sessions::role)
                .<Reply>map(
                        role -> Reply.with(Reply.seeOther(next), "Set-Cookie", cookie(exchange, sessions.begin(role))))
                .orElseGet(() -> form(401, next, "There is no such key."));
    }

    private Reply logout(Exchange exchange) {
        exchange.cookie(Gate.COOKIE).ifPresent(sessions::end);
        return Reply.with(
                Reply.seeOther(LOGIN), "Set-Cookie", Gate.COOKIE + "=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict");
    }

    private Reply.Content form(int status, String next, String problem) {
        return pages.page(status, NOBODY, "login", TITLE, Map.of("next", next, "problem", problem));
    }

    private static String cookie(Exchange exchange, String value) {
        boolean secure =
                exchange.header("X-Forwarded-Proto").filter("https"::equals).isPresent();
        return Gate.COOKIE + "=" + value + "; Path=/; Max-Age=" + Sessions.LIFE.toSeconds()
                + "; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }

    /** Only a page of ours: an address with a host would lead elsewhere. */
    private static String next(String text) {
        return text.matches("/(?![/\\\\])[\\x21-\\x7e]*") ? text : "/";
    }
}
