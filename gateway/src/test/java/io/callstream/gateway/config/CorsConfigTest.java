package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages in browsers may call: browsers compare origins letter by letter, so that one they never write is a mistake. */
class CorsConfigTest {
    private static final String KEY = "callstream.server.cors.";

    private static String file(String cors) {
        return Configs.MODEL + "callstream: {server: {cors: {" + cors + "}}}";
    }

    private static CorsConfig read(String cors) {
        return Configs.read(file(cors)).server().cors();
    }

    @ParameterizedTest
    @CsvSource({
        "https://chat.example.com,      https://chat.example.com",
        "https://Chat.Example.com,      https://chat.example.com",
        "http://localhost:3000,         http://localhost:3000",
        "'http://[::1]:3000',           'http://[::1]:3000'",
        "http://my_host,                http://my_host",
        "chrome-extension://abcdefghij, chrome-extension://abcdefghij",
        "*,                             *",
    })
    void anOriginIsTakenInTheFormThatBrowsersWrite(String said, String origin) {
        assertThat(read("origins: ['" + said + "']").origins()).contains(List.of(origin));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat.example.com",
                "https://chat.example.com/",
                "https://chat.example.com/page",
                "https://*.example.com",
                "https://chat.example.com:port",
                "https://a.example, https://b.example",
                "https://",
                "null",
                "",
            })
    void whatNoBrowserWritesIsNamed(String origin) {
        assertThat(Configs.problems(file("origins: [\"" + origin + "\"]")))
                .containsExactly(
                        KEY + "origins: has " + origin + " (expected * alone or scheme://host[:port], without a path)");
    }

    @Test
    void nothingSaidIsNotTheSameAsNobody() {
        assertThat(read("").origins()).isEmpty();
        assertThat(read("origins: []").origins()).contains(List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "origins: []", "origins: ['*']", "origins: ['https://a.example', '*']"})
    void credentialsAreForPagesThatAreListed(String origins) {
        assertThat(Configs.problems(file((origins.isEmpty() ? "" : origins + ", ") + "allow_credentials: true")))
                .containsExactly(
                        KEY + "allow_credentials: is true, but origins lists no pages (expected their origins: no"
                                + " browser sends credentials where any page may call)");
    }

    @Test
    void pagesThatAreListedMayHaveThem() {
        assertThat(read("origins: ['https://a.example'], allow_credentials: true")
                        .allowCredentials())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "allow_headers: [x-a, 'a b']   | allow_headers: is '[x-a, a b]' (expected names of headers)",
                "expose_headers: ['x:']        | expose_headers: is '[x:]' (expected names of headers)",
                "max_age: -1                   | max_age: is '-1' (expected a span of time such as 500ms, 30s or 5m)",
                "max_ages: 1h                  | max_ages: is not a known setting (did you mean max_age?)",
            })
    void whatIsWrongIsNamed(String cors, String problem) {
        assertThat(Configs.problems(file(cors))).containsExactly(KEY + problem);
    }

    @Test
    void ageAndHeadersAreTaken() {
        CorsConfig cors = read("allow_headers: x-a, expose_headers: [x-b, x-c], max_age: 0");

        assertThat(cors.allowHeaders()).containsExactly("x-a");
        assertThat(cors.exposeHeaders()).containsExactly("x-b", "x-c");
        assertThat(cors.maxAge()).isEqualTo(Duration.ZERO);
    }
}
