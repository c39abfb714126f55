package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import io.callstream.table.MemoryTables;
import io.callstream.testing.provider.SimulatedProvider;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What LiteLLM's proxy says of models, cache and health, and access groups, over HTTP; the tables are in memory. */
class ProxyPagesTest {
    private static final String MASTER = "sk-master";

    private final Http http = new Http();
    private SimulatedProvider provider;
    private TestGateway gateway;

    @BeforeEach
    void start() {
        provider = SimulatedProvider.start();
        gateway = TestGateway.start(
                yaml("litellm_settings: {cache: true, cache_params: {type: local}}"), new MemoryTables());
    }

    @AfterEach
    void stop() {
        gateway.close();
        provider.close();
    }

    private String yaml(String more) {
        return """
            model_list:
              - model_name: large
                litellm_params: {model: openai/sim-text, api_base: "%s", api_key: sk-p, rpm: 7, input_cost_per_token: 0.000002, output_cost_per_token: 0.000008}
                model_info: {id: one, mode: chat, max_input_tokens: 1000, supports_vision: true, access_groups: [beta, all-of-it]}
              - {model_name: small, litellm_params: {model: openai/sim-text, api_base: "%s", api_key: sk-p, rpm: 3}, model_info: {id: two, access_groups: [all-of-it]}}
            general_settings: {master_key: %s}
            %s
            """.formatted(provider.apiBase(), provider.apiBase(), MASTER, more);
    }

    @Test
    void modelsAreToldWithWhatTheFileSaysOfThemAndWithoutKeys() {
        String all = get("/model/info", MASTER, 200);

        assertThat(rows(all)).hasSize(2);
        assertThat(rows(all).get(0).toString())
                .contains("model_name=large", "model=openai/sim-text", "id=one", "mode=chat", "db_model=false")
                .contains("max_input_tokens=1000", "input_cost_per_token=0.000002", "rpm=7");
        assertThat(all).doesNotContain("sk-p");
        assertThat(rows(get("/v1/model/info?litellm_model_id=two", MASTER, 200)))
                .hasSize(1);
        assertThat(get("/v1/model/info?litellm_model_id=three", MASTER, 400)).contains("Model id = three not found");
        assertThat(json(get("/v2/model/info?size=1&page=2", MASTER, 200)))
                .containsEntry("total_count", 2L)
                .containsEntry("total_pages", 2L);
    }

    @Test
    void groupsAreToldWithPricesAndLimits() {
        List<?> groups = rows(get("/model_group/info?model_group=large", MASTER, 200));

        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).toString())
                .contains("model_group=large", "providers=[openai]", "output_cost_per_token=0.000008", "rpm=7")
                .contains("supports_vision=true", "max_tokens");
    }

    @Test
    void anAccessGroupStandsForItsModelsInKeysAndTeams() {
        String beta = key("{\"models\":[\"beta\"]}");
        post("/team/new", "{\"team_id\":\"core\",\"models\":[\"all-of-it\"]}", MASTER, 200);
        String ofTeam = key("{\"team_id\":\"core\"}");

        assertThat(call(beta, "large").statusCode()).isEqualTo(200);
        assertThat(call(beta, "small").statusCode()).isEqualTo(403);
        assertThat(call(ofTeam, "large").statusCode()).isEqualTo(200);
        assertThat(call(ofTeam, "small").statusCode()).isEqualTo(200);
        assertThat(rows(get("/model/info", beta, 200))).hasSize(1);
        assertThat(rows(get("/v1/models", beta, 200))).hasSize(1);
    }

    @Test
    void deploymentsAreHealthyUntilTheyAreLeftAloneAndCallersDoNotSeeAddresses() {
        String caller = key("{}");

        assertThat(json(get("/health", MASTER, 200)))
                .containsEntry("healthy_count", 2L)
                .containsEntry("unhealthy_count", 0L)
                .extracting("healthy_endpoints")
                .asString()
                .contains("api_base=" + provider.apiBase());
        assertThat(get("/health?model=large", caller, 200)).doesNotContain("api_base");
        assertThat(get("/health?model=nobody", caller, 503)).contains("\"healthy_count\":0");
        assertThat(get("/health/backlog", caller, 200)).isEqualTo("{\"in_flight_requests\":0}");
        assertThat(http.get(gateway.url("/health")).statusCode()).isEqualTo(401);
    }

    @Test
    void anAnswerOfTheCacheIsForgottenByItsNameAndAllOfThemAtOnce() {
        String caller = key("{}");
        call(caller, "large");
        HttpResponse<String> hit = call(caller, "large");
        String name = hit.headers().firstValue("x-litellm-cache-key").orElseThrow();

        assertThat(get("/cache/ping", MASTER, 200)).contains("\"status\":\"healthy\"", "\"cache_type\":\"local\"");
        post("/cache/delete", "{\"keys\":[\"" + name + "\"]}", MASTER, 200);
        assertThat(call(caller, "large").headers().firstValue("x-litellm-cache-hit"))
                .isEmpty();
        assertThat(call(caller, "large").headers().firstValue("x-litellm-cache-hit"))
                .contains("True");
        post("/cache/flushall", "", MASTER, 200);
        assertThat(call(caller, "large").headers().firstValue("x-litellm-cache-hit"))
                .isEmpty();
        post("/cache/delete", "{\"keys\":[]}", MASTER, 400);
        post("/cache/flushall", "", caller, 403);
    }

    @Test
    void aCacheThatIsOffSaysSo() {
        try (TestGateway without = TestGateway.start(yaml(""), new MemoryTables())) {
            HttpResponse<String> ping = http.get(without.url("/cache/ping"), auth(MASTER));

            assertThat(ping.statusCode()).isEqualTo(503);
            assertThat(ping.body()).contains("cache_ping_error", "litellm_settings.cache is not on");
        }
    }

    @Test
    void keysAreFilteredNamedCheckedAndTheirSpendingIsStatedAnew() {
        post(
                "/key/generate",
                "{\"key_alias\":\"ci-one\",\"spend\":3,\"user_id\":\"ann\",\"max_budget\":10}",
                MASTER,
                200);
        post("/key/generate", "{\"key_alias\":\"ci-two\",\"spend\":5,\"blocked\":true}", MASTER, 200);
        String plain = key("{\"key_alias\":\"other\"}");

        assertThat(json(get("/key/aliases?search=CI", MASTER, 200)))
                .containsEntry("aliases", List.of("ci-one", "ci-two"))
                .containsEntry("total_count", 2L);
        assertThat(json(get("/key/aliases", plain, 200))).containsEntry("aliases", List.of("other"));
        assertThat(get("/key/list?return_full_object=true&sort_by=spend", MASTER, 200))
                .containsSubsequence("ci-two", "ci-one");
        assertThat(json(get("/key/list?status=revoked", MASTER, 200))).containsEntry("total_count", 1L);
        assertThat(json(get("/key/list?key_alias=ci&substring_matching=true", MASTER, 200)))
                .containsEntry("total_count", 2L);
        assertThat(get("/key/list?sort_by=weight", MASTER, 400)).contains("sort_by");
        assertThat(post("/key/health", "", plain, 200)).isEqualTo("{\"key\":\"healthy\",\"logging_callbacks\":null}");
        String hash = String.valueOf(
                ((List<?>) json(get("/key/list?key_alias=ci-one", MASTER, 200)).get("keys")).get(0));
        assertThat(json(post("/key/" + hash + "/reset_spend", "{\"reset_to\":1}", MASTER, 200)))
                .containsEntry("previous_spend", new java.math.BigDecimal("3.0"))
                .containsEntry("spend", 1L)
                .containsEntry("max_budget", 10L);
        post("/key/" + hash + "/reset_spend", "{\"reset_to\":2}", MASTER, 400);
        post("/global/spend/reset", "", MASTER, 200);
        assertThat(get("/key/info?key=" + hash, MASTER, 200)).contains("\"spend\":0.0");
    }

    private String key(String body) {
        return String.valueOf(json(post("/key/generate", body, MASTER, 200)).get("key"));
    }

    private HttpResponse<String> call(String key, String model) {
        return http.post(gateway.url(Asking.CHAT), Asking.plain(model), auth(key));
    }

    private String get(String path, String key, int status) {
        return body(http.get(gateway.url(path), auth(key)), status);
    }

    private String post(String path, String body, String key, int status) {
        return body(http.post(gateway.url(path), body, auth(key)), status);
    }

    private static String body(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body();
    }

    private static List<?> rows(String body) {
        return (List<?>) json(body).get("data");
    }

    private static Map<String, Object> json(String body) {
        try {
            return PlainValues.readObject(Slice.of(body));
        } catch (InvalidJsonException e) {
            throw new AssertionError(body, e);
        }
    }

    private static String[] auth(String key) {
        return new String[] {"Authorization", "Bearer " + key};
    }
}
