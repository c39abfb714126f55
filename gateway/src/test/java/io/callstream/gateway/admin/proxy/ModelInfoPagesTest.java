package io.callstream.gateway.admin.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.identity.Grant;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which deployments and groups a caller sees, and what of them. */
class ModelInfoPagesTest {
    private static final String CONFIG = """
        model_list:
          - model_name: large
            litellm_params: {model: openai/gpt-4o, api_base: "http://one/v1", api_key: sk-of-one, rpm: 5, tpm: 100}
            model_info: {id: one, mode: chat, max_input_tokens: 128000, supports_vision: true, input_cost_per_token: 0.00001}
          - model_name: large
            litellm_params: {model: azure/gpt-4o, api_base: "http://two", api_key: sk-of-two, api_version: "1", rpm: 7}
            model_info: {id: two, input_cost_per_token: 0.00002, mode: other}
          - {model_name: small, litellm_params: {model: hosted_vllm/x, api_base: "http://three/v1"}, model_info: {id: three}}
          - {model_name: inside, litellm_params: {model: openai/y, api_key: sk-y}, model_info: {id: four, team_id: core, team_public_model_name: pub}}
        """;

    private final ProxyRig rig = new ProxyRig(CONFIG);

    private Map<String, Object> get(String path, Grant grant) {
        return ProxyRig.object(rig.ask("GET", path, grant, ""));
    }

    private Map<?, ?> only(String path) {
        List<?> data = (List<?>) get(path, Grant.MASTER).get("data");
        assertThat(data).hasSize(1);
        return (Map<?, ?>) data.get(0);
    }

    @Test
    void aDeploymentIsShownWithItsPricesAndLimitsWithoutItsKey() {
        Map<?, ?> row = only("/model/info?litellm_model_id=one");

        assertThat(row.get("model_name")).isEqualTo("large");
        assertThat(row.get("litellm_params").toString())
                .contains(
                        "model=openai/gpt-4o",
                        "api_base=http://one/v1",
                        "custom_llm_provider=openai",
                        "rpm=5",
                        "tpm=100");
        assertThat(row.get("model_info").toString())
                .contains(
                        "id=one",
                        "db_model=false",
                        "key=gpt-4o",
                        "litellm_provider=openai",
                        "mode=chat",
                        "supports_vision=true",
                        "output_cost_per_token=");
        for (String path : List.of("/model/info", "/v1/model/info", "/v2/model/info", "/model_group/info")) {
            assertThat(ProxyRig.text(rig.ask("GET", path, Grant.MASTER, "")))
                    .as(path)
                    .doesNotContain("sk-");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                              | large large small",
                "{'models':['small']}            | small",
                "{'models':['s*']}               | small",
                "{'models':['none']}             | ''",
                "{'team_id':'core'}              | large large small pub",
                "{'team_id':'core','models':['pub']} | pub",
                "{'team_id':'other'}             | large large small",
                "{'user_id':'admin'}             | large large small pub",
            })
    void aCallerSeesWhatItMayCall(String key, String names) {
        Grant grant = rig.grant(key);

        assertThat(ProxyRig.each(get("/model/info", grant).get("data"), "model_name"))
                .isEqualTo(names);
        assertThat(ProxyRig.each(get("/model_group/info", grant).get("data"), "model_group"))
                .isEqualTo(names.replace("large large", "large"));
    }

    @Test
    void whatIsNotThereOrNotTheirsIsNotFound() {
        for (String id : List.of("gone", "four")) {
            assertThat(ProxyRig.text(rig.ask("GET", "/model/info?litellm_model_id=" + id, Grant.FREE, "")))
                    .contains("Model id = " + id + " not found on litellm proxy", "\"param\":\"litellm_model_id\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',                        large large small pub, 4, 1, 50, 1",
        "?model=small,              small,                 1, 1, 50, 1",
        "?search=l,                 large large small,     3, 1, 50, 1",
        "?modelId=two,              large,                 1, 1, 50, 1",
        "?size=3,                   large large small,     4, 1, 3, 2",
        "?size=3&page=2,            pub,                   4, 2, 3, 2",
        "?size=2147483647,          large large small pub, 4, 1, 1000000, 1",
        "?size=0&page=-1,           large,                 4, 1, 1, 4",
        "?size=many,                large large small pub, 4, 1, 50, 1",
        "?page=2147483647,          '',                    4, 1000000, 50, 1",
    })
    void aPageOfThem(String query, String names, long total, long page, long size, long pages) {
        Map<String, Object> answer = get("/v2/model/info" + query, Grant.MASTER);

        assertThat(ProxyRig.each(answer.get("data"), "model_name")).isEqualTo(names);
        assertThat(answer)
                .containsEntry("total_count", total)
                .containsEntry("current_page", page)
                .containsEntry("size", size)
                .containsEntry("total_pages", pages);
    }

    @Test
    void aGroupHasTheDearestPriceAndTheSumOfWhatItsDeploymentsTake() {
        Map<?, ?> row = only("/model_group/info?model_group=large");

        assertThat(row.get("providers")).isEqualTo(List.of("openai", "azure"));
        assertThat(row.get("rpm")).isEqualTo(12L);
        assertThat(row.get("tpm")).isEqualTo(100L);
        assertThat((BigDecimal) row.get("input_cost_per_token")).isEqualByComparingTo("0.00002");
        assertThat(row.get("max_input_tokens")).isEqualTo(128_000L);
        assertThat(row.get("mode")).isEqualTo("chat");
        assertThat(row.get("supports_vision")).isEqualTo(true);
        assertThat(row.get("supports_function_calling")).isEqualTo(false);
        assertThat((List<?>) row.get("supported_openai_params")).isNotEmpty();
    }

    @Test
    void whatNobodyKnowsIsNull() {
        Map<?, ?> row = only("/model_group/info?model_group=small");

        assertThat(row.get("input_cost_per_token")).isNull();
        assertThat(row.get("rpm")).isNull();
        assertThat(row.get("mode")).isNull();
        assertThat(get("/model_group/info?model_group=gone", Grant.MASTER)).containsEntry("data", List.of());
        assertThat(get("/model_group/info?model_group=inside", Grant.MASTER))
                .as("it is asked for by the team's name")
                .containsEntry("data", List.of());
    }
}
