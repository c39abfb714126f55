package io.callstream.gateway.admin.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.cache.AnswerCache;
import io.callstream.gateway.cache.AnswerKey;
import io.callstream.gateway.cache.KeptAnswer;
import io.callstream.gateway.identity.Grant;
import io.callstream.gateway.server.Page;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask about health and the cache, and what they hear. */
class ProxyPagesTest {
    private static final String CONFIG = """
        model_list:
          - {model_name: large, litellm_params: {model: openai/gpt-4o, api_base: "http://one/v1"}, model_info: {id: one}}
          - {model_name: large, litellm_params: {model: openai/gpt-4o, api_base: "http://two/v1"}, model_info: {id: two}}
          - {model_name: small, litellm_params: {model: openai/x, api_base: "http://three/v1"}, model_info: {id: three}}
          - {model_name: inside, litellm_params: {model: openai/y}, model_info: {id: four, team_id: core, team_public_model_name: pub}}
        """;
    private static final String CACHING = CONFIG + "litellm_settings: {cache: true, cache_params: {type: local}}\n";

    /** Says what it was asked for. */
    private static final class AskedCache implements AnswerCache {
        private final List<String> asked = new ArrayList<>();
        private boolean there = true;

        @Override
        public Lookup find(AnswerKey key, EventExecutor executor) {
            return new Lookup.Here(null);
        }

        @Override
        public void keep(AnswerKey key, KeptAnswer answer, Duration ttl) {
            throw new IllegalStateException("nobody keeps anything");
        }

        @Override
        public boolean reachable() {
            return there;
        }

        @Override
        public boolean remove(List<String> names) {
            asked.add("remove " + names);
            return there;
        }

        @Override
        public boolean clear() {
            asked.add("clear");
            return there;
        }

        @Override
        public void close() {}
    }

    private final AskedCache cache = new AskedCache();

    private ProxyRig rig(Map<String, Long> alone) {
        return new ProxyRig(CACHING, cache, alone, false);
    }

    @Test
    void deploymentsThatAreLeftAloneAreUnhealthy() {
        Map<String, Object> health =
                ProxyRig.object(rig(Map.of("two", 1_500_000_000L)).ask("GET", "/health", Grant.MASTER, ""));

        assertThat(ProxyRig.each(health.get("healthy_endpoints"), "model_id")).isEqualTo("one three four");
        assertThat(health.get("unhealthy_endpoints").toString())
                .isEqualTo("[{model=openai/gpt-4o, model_id=two, api_base=http://two/v1,"
                        + " error=Left alone for another 2.0 seconds after failures.}]");
        assertThat(health).containsEntry("healthy_count", 3L).containsEntry("unhealthy_count", 1L);
    }

    @ParameterizedTest
    @CsvSource({
        "'',                   200, one three",
        "?model=large,         200, one",
        "?model=small,         200, three",
        "?model=gone,          503, ''",
        "?model=inside,        503, ''",
        "?model=pub,           503, ''",
        "?model_id=one,        200, one",
        "?model_id=two,        503, ''",
        "?model_id=four,       503, ''",
        "?model=small&model_id=one, 503, ''",
    })
    void whoAsksForOneThatIsNotHealthyHearsItInTheStatus(String query, int status, String healthy) {
        ProxyRig rig = rig(Map.of("two", 1L));
        Page page = rig.ask("GET", "/health" + query, rig.grant("{}"), "");

        assertThat(page.status()).isEqualTo(status);
        assertThat(ProxyRig.each(ProxyRig.object(page).get("healthy_endpoints"), "model_id"))
                .isEqualTo(healthy);
    }

    @Test
    void addressesAreForThoseWhoManage() {
        ProxyRig rig = rig(Map.of());

        assertThat(ProxyRig.text(rig.ask("GET", "/health", rig.grant("{}"), "")))
                .doesNotContain("http://");
        assertThat(ProxyRig.text(rig.ask("GET", "/health", rig.grant("{'user_id':'viewer'}"), "")))
                .contains("http://one/v1");
        assertThat(ProxyRig.text(rig.ask("GET", "/health", rig.grant("{'team_id':'core','models':['pub']}"), "")))
                .contains("\"four\"")
                .doesNotContain("\"one\"");
    }

    @Test
    void callsUnderWayAreCounted() {
        assertThat(ProxyRig.text(rig(Map.of()).ask("GET", "/health/backlog", Grant.FREE, "")))
                .isEqualTo("{\"in_flight_requests\":3}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                       | 403 403",
                "{'team_id':'core'}                                       | 403 403",
                "{'user_id':'viewer'}                                     | 200 403",
                "{'user_id':'admin'}                                      | 200 200",
                "{'user_id':'admin','allowed_routes':['llm_api_routes']}  | 403 403",
                "{'user_id':'admin','allowed_routes':['info_routes']}     | 200 403",
                "{'user_id':'admin','allowed_routes':['/cache/flushall']} | 403 200",
            })
    void theCacheIsForThoseWhoManage(String key, String outcome) {
        ProxyRig rig = rig(Map.of());
        Page ping = rig.ask("GET", "/cache/ping", rig.grant(key), "");
        Page flush = rig.ask("POST", "/cache/flushall", rig.grant(key), "");

        assertThat(ping.status() + " " + flush.status()).isEqualTo(outcome);
        assertThat(cache.asked).hasSize(outcome.endsWith("200") ? 1 : 0);
        if (ping.status() == 403) {
            assertThat(ProxyRig.text(ping))
                    .contains(
                            "Only the master key, or the key of a user with the role proxy_admin, may call /cache/ping.");
        }
    }

    @Test
    void whereAnybodyMayCallAnybodyMayManageIt() {
        ProxyRig open = new ProxyRig(CACHING, cache, Map.of(), true);

        assertThat(open.ask("POST", "/cache/flushall", Grant.FREE, "").status()).isEqualTo(200);
    }

    @Test
    void aCacheThatIsReachedSaysSo() {
        assertThat(ProxyRig.object(rig(Map.of()).ask("GET", "/cache/ping", Grant.MASTER, "")))
                .containsEntry("status", "healthy")
                .containsEntry("cache_type", "local")
                .containsEntry("ping_response", true);
        cache.there = false;
        for (String path : List.of("/cache/delete", "/cache/flushall")) {
            assertThat(ProxyRig.text(rig(Map.of()).ask("POST", path, Grant.MASTER, "{'keys':['a']}")))
                    .contains("The cache cannot be reached.");
        }
        assertThat(rig(Map.of()).ask("GET", "/cache/ping", Grant.MASTER, "").status())
                .isEqualTo(503);
    }

    @Test
    void answersAreForgottenByTheirNames() {
        Page page = rig(Map.of()).ask("POST", "/cache/delete", Grant.MASTER, "{'keys':['a','b']}");

        assertThat(ProxyRig.text(page)).isEqualTo("{\"status\":\"success\"}");
        assertThat(cache.asked).containsExactly("remove [a, b]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{}", "{'keys':[]}", "{'keys':'a'}", "{'keys':[1]}", "{'keys':['a',null]}", "{'keys'"})
    void namesHaveToBeThere(String body) {
        Page page = rig(Map.of()).ask("POST", "/cache/delete", Grant.MASTER, body);

        assertThat(page.status()).isEqualTo(400);
        assertThat(ProxyRig.text(page))
                .contains("keys is missing (expected a list of what x-litellm-cache-key says)", "\"param\":\"keys\"");
        assertThat(cache.asked).isEmpty();
    }

    @Test
    void whereThereIsNoCacheThatIsSaid() {
        ProxyRig without = new ProxyRig(CONFIG);

        for (String path : List.of("/cache/delete", "/cache/flushall")) {
            assertThat(ProxyRig.text(without.ask("POST", path, Grant.MASTER, "{'keys':['a']}")))
                    .contains("Cache not initialized: litellm_settings.cache is not on.");
        }
        assertThat(ProxyRig.text(without.ask("GET", "/cache/ping", Grant.MASTER, "")))
                .contains("Cache not initialized");
    }
}
