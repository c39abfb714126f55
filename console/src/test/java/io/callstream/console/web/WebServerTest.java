package io.callstream.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.codec.SchemaUnavailableException;
import io.callstream.settings.AllowedHosts;
import io.callstream.settings.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets in, and what keeps other pages out. */
class WebServerTest {
    private static final Assets ASSETS = Assets.load();

    private final HttpClient http = HttpClient.newHttpClient();
    private WebServer server;

    @BeforeEach
    void start() {
        Sessions sessions = new Sessions(
                Map.of(new Secret("sk-all"), Role.ADMIN, new Secret("sk-look"), Role.VIEWER),
                Clock.systemUTC(),
                new SecureRandom());
        List<Route> routes = List.of(
                Route.get(
                        "/who",
                        exchange -> Reply.text(
                                200,
                                exchange.viewer().role() + " "
                                        + exchange.viewer().token())),
                Route.get("/api/things/{name}", exchange -> Reply.text(200, exchange.place("name"))),
                Route.adminGet("/secret", exchange -> Reply.text(200, "secret")),
                Route.post("/change", exchange -> Reply.text(200, "changed")),
                Route.get("/api/unread", exchange -> {
                    throw new SchemaUnavailableException("the registry does not answer", new IOException());
                }),
                Route.post(
                        "/api/form",
                        exchange -> Reply.text(200, exchange.form("a").orElse(""))),
                Route.get("/number", exchange -> Reply.text(200, "" + exchange.number("n", 1, 1, 9))));
        server = WebServer.start(
                new InetSocketAddress("127.0.0.1", 0),
                new AllowedHosts(Set.of()),
                sessions,
                new Pages(ASSETS),
                ASSETS,
                routes);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void nobodyGetsInWithoutAKey() throws Exception {
        HttpResponse<String> page = get("/who");
        assertThat(page.statusCode()).isEqualTo(303);
        assertThat(page.headers().firstValue("Location")).contains("/login?next=%2Fwho");
        HttpResponse<String> api = get("/api/things/a");
        assertThat(api.statusCode()).isEqualTo(401);
        assertThat(api.body()).contains("Bearer");
        assertThat(get("/who", "Authorization", "Bearer sk-wrong").statusCode()).isEqualTo(303);
    }

    @Test
    void aKeyOpensTheApi() throws Exception {
        assertThat(get("/api/things/a%20b", "Authorization", "Bearer sk-look").body())
                .isEqualTo("a b");
        assertThat(get("/secret", "Authorization", "Bearer sk-look").statusCode())
                .isEqualTo(403);
        assertThat(get("/secret", "Authorization", "Bearer sk-all").body()).isEqualTo("secret");
    }

    @Test
    void aRegistryThatIsAwayIsNamed() throws Exception {
        HttpResponse<String> api = get("/api/unread", "Authorization", "Bearer sk-look");
        assertThat(api.statusCode()).isEqualTo(503);
        assertThat(api.body()).contains("the registry does not answer");
    }

    @Test
    void signingInGivesACookieThatScriptsCannotRead() throws Exception {
        HttpResponse<String> in = login("sk-all", "/who?a=1");
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.headers().firstValue("Location")).contains("/who?a=1");
        assertThat(in.headers().firstValue("Set-Cookie").orElse("")).contains("HttpOnly", "SameSite=Strict");
        assertThat(get("/who", "Cookie", cookie(in)).body()).startsWith("ADMIN");
    }

    @Test
    void signingInLeadsNowhereElse() throws Exception {
        for (String next : List.of("//evil.example", "https://evil.example", "/\\evil.example")) {
            assertThat(login("sk-all", next).headers().firstValue("Location")).contains("/");
        }
    }

    @Test
    void aWrongKeyIsToldSo() throws Exception {
        HttpResponse<String> in = login("sk-wrong", "/");
        assertThat(in.statusCode()).isEqualTo(401);
        assertThat(in.body()).contains("There is no such key");
        assertThat(in.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void onlyAPageOfOursChangesAnything() throws Exception {
        String cookie = cookie(login("sk-all", "/"));
        String token = get("/who", "Cookie", cookie).body().substring("ADMIN ".length());
        assertThat(post("/change", "", "Cookie", cookie).statusCode()).isEqualTo(403);
        assertThat(post("/change", "", "Cookie", cookie, "X-CSRF-Token", "guessed")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/change", "", "Cookie", cookie, "X-CSRF-Token", token).body())
                .isEqualTo("changed");
        assertThat(post("/change", "csrf=" + token, "Cookie", cookie).body()).isEqualTo("changed");
        assertThat(post("/change", "", "Cookie", cookie, "X-CSRF-Token", token, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoMayOnlyLookChangesNothing() throws Exception {
        assertThat(post("/change", "", "Authorization", "Bearer sk-look").statusCode())
                .isEqualTo(403);
        assertThat(post("/change", "", "Authorization", "Bearer sk-all").body()).isEqualTo("changed");
    }

    @Test
    void signingOutEndsTheSession() throws Exception {
        String cookie = cookie(login("sk-all", "/"));
        String token = get("/who", "Cookie", cookie).body().substring("ADMIN ".length());
        assertThat(post("/logout", "csrf=" + token, "Cookie", cookie).statusCode())
                .isEqualTo(303);
        assertThat(get("/who", "Cookie", cookie).statusCode()).isEqualTo(303);
    }

    @Test
    void pagesRunNoScriptButOurs() throws Exception {
        HttpResponse<String> page = get("/login");
        String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .doesNotContain("style=")
                .doesNotContain("onclick")
                .doesNotContain("http://")
                .doesNotContain("https://");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void filesAreKeptByTheirContent() throws Exception {
        Matcher address = Pattern.compile("href=\"(/assets/[^\"]+app.css)\"")
                .matcher(get("/login").body());
        assertThat(address.find()).isTrue();
        HttpResponse<String> file = get(address.group(1));
        assertThat(file.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        assertThat(file.headers().firstValue("Content-Type").orElse("")).startsWith("text/css");
        assertThat(get("/assets/x/../../etc/passwd").statusCode()).isNotEqualTo(200);
    }

    @Test
    void wrongParametersAreNamed() throws Exception {
        HttpResponse<String> answer = get("/number?n=12", "Authorization", "Bearer sk-all");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("n is '12' (expected a number from 1 to 9)");
    }

    @Test
    void aFormThatCannotBeReadIsToldSo() throws Exception {
        HttpResponse<String> answer = post("/api/form", "a=%zz", "Authorization", "Bearer sk-all");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("the form cannot be read");
    }

    @Test
    void aPathSaysWhichMethodItTakes() throws Exception {
        HttpResponse<String> answer = get("/api/form", "Authorization", "Bearer sk-all");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).contains("/api/form takes POST (and got GET)");
    }

    private HttpResponse<String> login(String key, String next) throws Exception {
        return post(
                "/login",
                "key=" + key + "&next=" + java.net.URLEncoder.encode(next, java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String cookie(HttpResponse<String> response) {
        return response.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(HttpRequest.newBuilder(), path, headers);
    }

    private HttpResponse<String> post(String path, String form, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .header("Content-Type", "application/x-www-form-urlencoded");
        return send(request, path, headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path, String... headers) throws Exception {
        request.uri(URI.create("http://127.0.0.1:" + server.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
