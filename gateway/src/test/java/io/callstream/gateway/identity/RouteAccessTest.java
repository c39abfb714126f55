package io.callstream.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which paths {@code allowed_routes} of a key opens. */
class RouteAccessTest {
    @ParameterizedTest
    @CsvSource({
        "llm_api_routes,       /v1/chat/completions, true",
        "openai_routes,        /v1/embeddings,       true",
        "management_routes,    /v1/chat/completions, false",
        "info_routes,          /v1/chat/completions, false",
        "/chat/completions,    /v1/chat/completions, true",
        "/v1/chat/completions, /chat/completions,    true",
        "/chat/completions,    /chat/completions,    true",
        "/chat/completions,    /v1/embeddings,       false",
        "/chat/completions,    /chat/completions/x,  false",
        "/chat,                /chat/completions,    false",
        "/chat*,               /chat/completions,    true",
        "/v1/*,                /v1/embeddings,       true",
        "/v1/*,                /v2/embeddings,       false",
        "*,                    /anything,            true",
        "/CHAT/completions,    /chat/completions,    false",
        "llm_api_routes*,      /v1/chat/completions, false",
    })
    void aCallNeedsAPathThatIsNamed(String allowed, String path, boolean may) {
        assertThat(new RouteAccess(List.of("/else", allowed)).allowsCall(path)).isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource({
        "management_routes,     /key/generate,          true,  true",
        "management_routes,     /key/list,              false, true",
        "info_routes,           /key/list,              false, true",
        "info_routes,           /key/generate,          true,  false",
        "spend_tracking_routes, /spend/keys,            false, true",
        "spend_tracking_routes, /global/activity,       false, true",
        "spend_tracking_routes, /provider/budgets,      false, true",
        "spend_tracking_routes, /team/daily/activity,   false, true",
        "spend_tracking_routes, /key/list,              false, false",
        "spend_tracking_routes, /global/spend/reset,    true,  false",
        "llm_api_routes,        /key/list,              false, false",
        "/key/list,             /key/list,              false, true",
        "/key/list,             /key/generate,          true,  false",
        "/key/*,                /key/generate,          true,  true",
    })
    void andSoDoesTheManagementApi(String allowed, String path, boolean changes, boolean may) {
        assertThat(new RouteAccess(List.of(allowed)).allowsManagement(path, changes))
                .isEqualTo(may);
    }

    @Test
    void aKeyThatNamesNoneMayCallAll() {
        assertThat(new RouteAccess(List.of()).allowsCall("/v1/anything")).isTrue();
        assertThat(new RouteAccess(List.of()).allowsManagement("/key/generate", true))
                .isTrue();
    }
}
