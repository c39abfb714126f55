package io.callstream.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.CorsConfig;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages in browsers may do with a gateway that asks for keys, and with one that does not. */
class CrossOriginHeadersTest {
    private static final boolean WITH_KEYS = false;
    private static final boolean OPEN = true;

    private static CrossOrigin of(boolean open, String... origins) {
        return new CrossOrigin(
                new CorsConfig(
                        origins.length == 0 ? Optional.empty() : Optional.of(List.of(origins)),
                        List.of(),
                        List.of("*"),
                        false,
                        Duration.ofMinutes(10)),
                open);
    }

    private static HttpHeaders from(String... namesAndValues) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    private static String text(byte[] lines) {
        return new String(lines, StandardCharsets.ISO_8859_1);
    }

    private static String preflight(CrossOrigin cors, HttpHeaders headers) {
        byte[] lines = cors.preflight(headers);
        return lines == null ? "none" : text(lines);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost,            true",
        "http://localhost:3000,       true",
        "https://localhost:8443,      true",
        "HTTP://LOCALHOST:3000,       true",
        "http://127.0.0.1,            true",
        "http://127.0.0.1:5173,       true",
        "http://[::1],                true",
        "http://[::1]:5173,           true",
        "null,                        false",
        "localhost,                   false",
        "http://localhost.evil.com,   false",
        "http://evil.com,             false",
        "http://evil.com:80,          false",
        "http://evil-localhost,       false",
        "http://127.0.0.1.evil.com,   false",
        "http://127.0.0.10,           false",
        "http://[::1].evil.com,       false",
        "http://[::2],                false",
        "http://,                     false",
        "http://:80,                  false",
        "'',                          false",
    })
    void withoutKeysOnlyPagesOfTheSameMachineMayAsk(String origin, boolean allowed) {
        CrossOrigin cors = of(OPEN);

        assertThat(cors.refuses(from("origin", origin))).isEqualTo(!allowed);
        assertThat(text(cors.lines(from("origin", origin))))
                .isEqualTo(
                        allowed
                                ? "access-control-allow-origin: " + origin
                                        + "\r\nvary: origin\r\naccess-control-expose-headers: *\r\n"
                                : "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.com", "http://localhost", "null"})
    void withKeysEveryPageMayAsk(String origin) {
        CrossOrigin cors = of(WITH_KEYS);

        assertThat(cors.refuses(from("origin", origin))).isFalse();
        assertThat(text(cors.lines(from("origin", origin))))
                .isEqualTo("access-control-allow-origin: *\r\naccess-control-expose-headers: *\r\n");
    }

    @Test
    void whatNoBrowserAsksIsAnsweredWithoutLines() {
        assertThat(of(WITH_KEYS).lines(from())).isEmpty();
        assertThat(of(OPEN).lines(from())).isEmpty();
        assertThat(of(OPEN).refuses(from())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://chat.example.com,       true",
        "https://CHAT.example.com,       true",
        "https://chat.example.com:8443,  false",
        "http://chat.example.com,        false",
        "https://example.com,            false",
        "http://localhost,               false",
    })
    void listedOriginsAreTheOnlyOnes(String origin, boolean allowed) {
        for (boolean open : List.of(OPEN, WITH_KEYS)) {
            CrossOrigin cors = of(open, "https://chat.example.com");
            assertThat(cors.lines(from("origin", origin)).length > 0).isEqualTo(allowed);
            assertThat(cors.refuses(from("origin", origin))).isEqualTo(open && !allowed);
        }
    }

    @Test
    void anyOriginCanBeListedForAnOpenGatewayToo() {
        CrossOrigin cors = of(OPEN, "https://chat.example.com", "*");

        assertThat(cors.refuses(from("origin", "https://evil.com"))).isFalse();
        assertThat(text(cors.lines(from("origin", "https://evil.com"))))
                .startsWith("access-control-allow-origin: *\r\n");
    }

    @Test
    void noneCanBeListed() {
        CrossOrigin cors = new CrossOrigin(
                new CorsConfig(Optional.of(List.of()), List.of(), List.of(), false, Duration.ZERO), OPEN);

        assertThat(cors.refuses(from("origin", "http://localhost"))).isTrue();
        assertThat(cors.lines(from("origin", "http://localhost"))).isEmpty();
    }

    @Test
    void aBrowserThatAsksBeforehandIsToldWhatItMaySend() {
        HttpHeaders asked = from(
                "origin",
                "https://a.example",
                "access-control-request-method",
                "POST",
                "access-control-request-headers",
                "authorization, x-own");

        assertThat(preflight(of(WITH_KEYS), asked))
                .isEqualTo("access-control-allow-methods: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n"
                        + "access-control-max-age: 600\r\n"
                        + "access-control-allow-headers: authorization, x-own\r\n");
    }

    @Test
    void oneThatSendsNoHeadersOfItsOwnIsToldOfNone() {
        HttpHeaders asked = from("origin", "https://a.example", "access-control-request-method", "GET");

        assertThat(preflight(of(WITH_KEYS), asked))
                .doesNotContain("allow-headers")
                .contains("max-age: 600");
    }

    @Test
    void whatItMaySendCanBeListed() {
        CorsConfig config = new CorsConfig(
                Optional.of(List.of("https://a.example")),
                List.of("authorization", "content-type"),
                List.of("x-request-id", "x-litellm-response-cost"),
                true,
                Duration.ZERO);
        CrossOrigin cors = new CrossOrigin(config, WITH_KEYS);
        HttpHeaders asked = from(
                "origin",
                "https://a.example",
                "access-control-request-method",
                "POST",
                "access-control-request-headers",
                "x-own");

        assertThat(preflight(cors, asked))
                .contains(
                        "access-control-max-age: 0\r\n",
                        "access-control-allow-headers: authorization, content-type\r\n");
        assertThat(text(cors.lines(asked)))
                .isEqualTo("access-control-allow-origin: https://a.example\r\nvary: origin\r\n"
                        + "access-control-expose-headers: x-request-id, x-litellm-response-cost\r\n"
                        + "access-control-allow-credentials: true\r\n");
    }

    @Test
    void whoDoesNotAskBeforehandOrMayNotIsToldNothing() {
        assertThat(preflight(of(WITH_KEYS), from("origin", "https://a.example")))
                .isEqualTo("none");
        assertThat(preflight(of(WITH_KEYS), from("access-control-request-method", "POST")))
                .isEqualTo("none");
        assertThat(preflight(of(OPEN), from("origin", "https://a.example", "access-control-request-method", "POST")))
                .isEqualTo("none");
    }

    @Test
    void aHeaderCannotBreakOutOfItsLine() {
        HttpHeaders asked = new DefaultHttpHeaders(false)
                .add("origin", "http://localhost")
                .add("access-control-request-method", "POST")
                .add("access-control-request-headers", "a\r\nset-cookie: b");

        assertThat(preflight(of(OPEN), asked)).contains("access-control-allow-headers: a  set-cookie: b\r\n");
    }

    @Test
    void whatOneAnswerIsGivenChangesNoOther() {
        CrossOrigin cors = of(WITH_KEYS);
        HttpHeaders asked = from("origin", "https://a.example", "access-control-request-method", "GET");
        cors.lines(asked)[0] = 'X';
        byte[] beforehand = cors.preflight(asked);
        if (beforehand != null) {
            beforehand[0] = 'X';
        }

        assertThat(text(cors.lines(asked))).startsWith("access");
        assertThat(preflight(cors, asked)).startsWith("access");
    }
}
