package io.callstream.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no call: pages, services, and requests for what is not there or not that way. */
class OwnPagesTest {
    private final List<Runnable> work = new ArrayList<>();
    private final ServerRig rig = new ServerRig("""
        model_list:
          - model_name: m
            litellm_params: {model: openai/gpt-4o, api_base: "http://one.example/v1", api_key: sk-provider}
        general_settings: {master_key: sk-master}
        """);

    OwnPagesTest() {
        rig.page("/alive", viewer -> Page.text("text/plain; charset=utf-8", "I'm alive!"));
        rig.page("/empty", viewer -> Page.text("text/plain", ""));
        rig.keyedPages(
                "/list",
                (name, viewer) ->
                        Page.json(200, "[" + name + "]" + viewer.grant().role()));
        rig.services(services(work::add));
    }

    private static PageServices services(Executor executor) {
        return new PageServices(
                Map.of(
                        "/made/*", Map.of("GET", asked -> Page.json(200, asked.variable() + asked.query())),
                        "/made",
                                Map.of(
                                        "POST",
                                        asked -> Page.json(201, asked.body().text()),
                                        "DELETE",
                                        asked -> {
                                            throw new IllegalStateException("secret");
                                        })),
                executor);
    }

    @AfterEach
    void nothingIsLeft() {
        rig.close();
        assertThat(rig.held()).isZero();
    }

    private ServerRig.ClientWire ask(String method, String target) {
        return rig.connect()
                .send(method + " " + target + " HTTP/1.1\r\nhost: h\r\nauthorization: Bearer sk-master\r\n\r\n");
    }

    private ServerRig.ClientWire served(String method, String target) {
        ServerRig.ClientWire client = ask(method, target);
        work.forEach(Runnable::run);
        work.clear();
        return client;
    }

    @Test
    void aPageIsShownWithItsTypeAndLength() {
        assertThat(ask("GET", "/alive").received())
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("content-type: text/plain; charset=utf-8\r\n", "content-length: 10\r\n", "x-request-id: ")
                .doesNotContain("connection:")
                .endsWith("\r\n\r\nI'm alive!");
    }

    @Test
    void headIsGetWithoutTheBody() {
        assertThat(ask("HEAD", "/alive").received())
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("content-length: 10\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void anEmptyPageHasALengthThatSaysSo() {
        assertThat(ask("GET", "/empty").received())
                .contains("content-length: 0\r\n")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "OPTIONS, /alive,                '',                  204, 'GET, HEAD, OPTIONS'",
        "OPTIONS, /list/a,               '',                  204, 'GET, HEAD, OPTIONS'",
        "OPTIONS, /made,                 '',                  204, 'DELETE, POST, OPTIONS'",
        "OPTIONS, /made/x,               '',                  204, 'GET, OPTIONS'",
        "OPTIONS, /v1/chat/completions,  '',                  204, 'POST, OPTIONS'",
        "OPTIONS, *,                     '',                  204, 'GET, HEAD, POST, OPTIONS'",
        "POST,    /alive,                method_not_allowed,  405, 'GET, HEAD, OPTIONS'",
        "DELETE,  /list,                 method_not_allowed,  405, 'GET, HEAD, OPTIONS'",
        "PATCH,   /made,                 method_not_allowed,  405, 'DELETE, POST, OPTIONS'",
        "GET,     /v1/chat/completions,  method_not_allowed,  405, 'POST, OPTIONS'",
        "HEAD,    /v1/chat/completions,  '',                  405, 'POST, OPTIONS'",
        "TRACE,   /alive,                method_not_allowed,  405, 'GET, HEAD, OPTIONS'",
        "BREW,    /alive,                method_not_allowed,  405, 'GET, HEAD, OPTIONS'",
    })
    void aPathSaysWhatItTakes(String method, String path, String code, String status, String methods) {
        ServerRig.ClientWire client = ask(method, path);

        assertThat(client.status()).isEqualTo(status);
        assertThat(client.received()).contains("allow: " + methods + "\r\n");
        assertThat(client.body())
                .isEqualTo(
                        code.isEmpty()
                                ? ""
                                : "{\"error\":{\"message\":\"The path takes " + methods
                                        + ".\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"" + code
                                        + "\"}}");
        assertThat(client.open()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/nowhere", "/alive/more", "/made/x/y", "/lists", "/v1/chat/completions/x", "relative"})
    void whatIsNotThereIsNamed(String path) {
        ServerRig.ClientWire client = ask("GET", path);

        assertThat(client.status()).isEqualTo("404");
        assertThat(client.body())
                .startsWith("{\"error\":{\"message\":\"The gateway has no path " + path
                        + ": it takes /v1/chat/completions,")
                .contains("\"code\":\"unknown_url\"");
        assertThat(client.open()).isTrue();
    }

    @Test
    void aPathThatMovesCursorsIsShownWithoutThem() {
        assertThat(ask("GET", "/a\u001b[2J").received()).doesNotContain("\u001b");
    }

    @ParameterizedTest
    @CsvSource({
        "/list,         []ADMIN",
        "/list/,        []ADMIN",
        "/list/a,       [a]ADMIN",
        "/list/a/b,     [a/b]ADMIN",
        "/list/a%20b,   [a b]ADMIN",
        "/list/a%2Fb,   [a/b]ADMIN",
        "/list/%C3%A4,  [ä]ADMIN",
        "/list/a+b,     [a+b]ADMIN",
        "/list?x=y,     []ADMIN",
    })
    void whatStandsBelowAPageIsGivenToIt(String target, String body) {
        assertThat(ask("GET", target).body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/list/%zz", "/list/%2"})
    void whatIsNoEncodingIsNotThere(String target) {
        assertThat(ask("GET", target).status()).isEqualTo("404");
    }

    @ParameterizedTest
    @CsvSource({"/list", "/list/a", "/made", "/made/x"})
    void whatNeedsAKeyIsNobodysWithoutOne(String path) {
        String method = path.equals("/made") ? "POST" : "GET";
        ServerRig.ClientWire client = rig.connect().send(method + " " + path + " HTTP/1.1\r\nhost: h\r\n\r\n");

        assertThat(client.status()).isEqualTo("401");
        assertThat(work).isEmpty();
    }

    @Test
    void aPageForAllNeedsNone() {
        assertThat(rig.connect().send("GET /alive HTTP/1.1\r\nhost: h\r\n\r\n").status())
                .isEqualTo("200");
    }

    @Test
    void aServiceIsToldTheVariableAndTheFields() {
        ServerRig.ClientWire client = served("GET", "/made/x?a=b&a=c");

        assertThat(client.body()).isEqualTo("x{a=c}");
    }

    @Test
    void aServiceWorksElsewhereWhileTheNextRequestWaits() {
        ServerRig.ClientWire client = ask("GET", "/made/x").send("GET /alive HTTP/1.1\r\nhost: h\r\n\r\n");
        assertThat(client.received()).isEmpty();
        work.forEach(Runnable::run);

        assertThat(client.answers()).isEqualTo(2);
        assertThat(client.received()).endsWith("I'm alive!");
    }

    @Test
    void aServiceThatFailsIsAnErrorThatSaysNothingOfIt() {
        ServerRig.ClientWire client = served("DELETE", "/made");

        assertThat(client.status()).isEqualTo("500");
        assertThat(client.body()).contains("The gateway failed to answer.").doesNotContain("secret");
    }

    @Test
    void aServiceThatBreaksDownIsAnsweredToo() {
        rig.services(new PageServices(
                Map.of("/deep", Map.of("GET", asked -> {
                    throw new StackOverflowError("secret");
                })),
                Runnable::run));

        assertThat(ask("GET", "/deep").status()).isEqualTo("500");
    }

    @Test
    void whatIsTooMuchIsToldWhenToComeAgain() {
        rig.services(services(task -> {
            throw new RejectedExecutionException();
        }));
        ServerRig.ClientWire client = ask("GET", "/made/x");

        assertThat(client.received()).startsWith("HTTP/1.1 503 ").contains("retry-after: 1\r\n");
        assertThat(client.body())
                .isEqualTo("{\"error\":{\"message\":\"Too many changes wait already; try again in a moment.\",\"type\":"
                        + "\"server_error\",\"param\":null,\"code\":\"overloaded\"}}");
    }

    @Test
    void whoLeavesIsAnsweredByNobody() {
        ServerRig.ClientWire client = ask("GET", "/made/x");
        client.hangUp();
        work.forEach(Runnable::run);

        assertThat(client.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1, '',                      '',                        true",
        "HTTP/1.1, 'connection: close',     'connection: close',       false",
        "HTTP/1.0, '',                      'connection: close',       false",
        "HTTP/1.0, 'connection: keep-alive','connection: keep-alive',  true",
    })
    void theConnectionStaysAsTheClientWants(String version, String header, String answered, boolean open) {
        ServerRig.ClientWire client = rig.connect()
                .send("GET /alive " + version + "\r\nhost: h\r\n" + (header.isEmpty() ? "" : header + "\r\n") + "\r\n");

        assertThat(client.body()).isEqualTo("I'm alive!");
        if (answered.isEmpty()) {
            assertThat(client.received()).doesNotContain("connection:");
        } else {
            assertThat(client.received()).contains(answered + "\r\n");
        }
        assertThat(client.open()).isEqualTo(open);
    }
}
