package io.callstream.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which page a path calls, and what stands in the place of its star. */
class PageServicesTest {
    private final PageServices services = new PageServices(
            Map.of(
                    "/key/info", pages("GET"),
                    "/key/*/regenerate", pages("POST"),
                    "/credentials", pages("GET", "POST"),
                    "/credentials/*", pages("GET", "PATCH", "DELETE"),
                    "/credentials/by_name/*", pages("GET"),
                    "/v1/memory/*", pages("GET")),
            Runnable::run);

    @ParameterizedTest
    @CsvSource({
        "/key/info,                        GET,    ''",
        "/key/sk-1/regenerate,             POST,   sk-1",
        "/key/info/regenerate,             POST,   info",
        "/key/%2F/regenerate,              POST,   %2F",
        "/credentials,                     POST,   ''",
        "/credentials/mine,                DELETE, mine",
        "/credentials/by_name,             GET,    by_name",
        "/credentials/by_name/mine,        GET,    mine",
        "/v1/memory/a b,                   GET,    a b",
    })
    void aPathFindsItsPage(String path, String method, String variable) {
        PageServices.Found found = Objects.requireNonNull(services.find(path, method));

        assertThat(found.variable()).isEqualTo(variable);
        assertThat(services.methods(path)).contains(method);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "/key",
                "/key/",
                "/key//regenerate",
                "/key/a/b/regenerate",
                "/key/a/regenerate/",
                "/Key/Info",
                "/key/info/",
                "/credentials/",
                "/credentials//",
                "/credentials/by_name/",
                "/credentials/by_name/a/b",
                "/v1/memory",
                "/v1/memory/",
                "key/info",
            })
    void otherPathsFindNone(String path) {
        assertThat(services.methods(path)).isEmpty();
        for (String method : List.of("GET", "POST", "PATCH", "DELETE")) {
            assertThat(services.find(path, method)).isNull();
        }
    }

    @Test
    void aMethodThatThePathHasNotFindsNoneAndTheOthersAreTold() {
        assertThat(services.find("/key/info", "POST")).isNull();
        assertThat(services.methods("/credentials/mine")).containsExactly("DELETE", "GET", "PATCH");
    }

    @Test
    void withOthersAllAreFound() {
        PageServices more = new PageServices(Map.of("/team/info", pages("GET")), Runnable::run).and(services);

        assertThat(more.find("/team/info", "GET")).isNotNull();
        assertThat(more.find("/key/info", "GET")).isNotNull();
        assertThat(services.and(Map.of("/a/*", pages("GET")), Runnable::run).methods("/a/b"))
                .containsExactly("GET");
        assertThat(PageServices.NONE.find("/key/info", "GET")).isNull();
        assertThat(PageServices.NONE.methods("/key/info")).isEmpty();
    }

    private static Map<String, PageService> pages(String... methods) {
        Map<String, PageService> pages = new HashMap<>();
        for (String method : methods) {
            pages.put(method, request -> Page.json(200, "{}"));
        }
        return pages;
    }
}
