package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.table.MemoryTable;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that are made at run time, as LiteLLM's scripts make them; the tables are in memory. */
class MadeModelsTest extends ManagementRig {
    private static final String SECRET = "sk-of-the-provider";

    @Override
    String yaml() {
        return yaml("");
    }

    private String yaml(String more) {
        return super.yaml() + "  store_model_in_db: true\n" + more;
    }

    private String entry(String name, String more) {
        return "{'model_name':'" + name + "','litellm_params':{'model':'openai/sim-text','api_base':'"
                + provider.apiBase() + "','api_key':'" + SECRET + "','num_retries':0}" + more + "}";
    }

    private Map<String, Object> made(String name) {
        return post("/model/new", entry(name, ",'model_info':{'id':'" + name + "-1','purpose':'tests'}"));
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return http.send(HttpRequest.newBuilder(gateway.url(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .header("Authorization", "Bearer " + MASTER)
                .build());
    }

    private List<?> data(String path) {
        return (List<?>) get(path, MASTER).get("data");
    }

    @Test
    void aModelIsMadeCalledListedAndDeleted() {
        Map<String, Object> row = made("fresh");

        assertThat(row)
                .containsEntry("model_id", "fresh-1")
                .containsEntry("model_name", "fresh")
                .containsEntry("created_by", "default_user_id");
        assertThat(call(MASTER, "fresh").statusCode()).isEqualTo(200);
        assertThat(names(get("/v1/models", MASTER))).containsExactly("large", "small", "fresh");
        assertThat(data("/model/info?litellm_model_id=fresh-1"))
                .singleElement()
                .asString()
                .contains("db_model=true", "purpose=tests", "model=openai/sim-text", "num_retries=0");
        assertThat(data("/v2/model/info?model=fresh")).hasSize(1);
        assertThat(data("/model_group/info?model_group=fresh")).hasSize(1);
        assertThat(post("/model/delete", "{'id':'fresh-1'}"))
                .containsEntry("message", "Model: fresh-1 deleted successfully");

        assertThat(call(MASTER, "fresh").statusCode()).isEqualTo(404);
        assertThat(call(MASTER, "large").statusCode()).isEqualTo(200);
    }

    @Test
    void aModelWithoutAnIdGetsOne() {
        String id = text(post("/model/new", entry("fresh", "")), "model_id");

        assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(data("/model/info?litellm_model_id=" + id)).hasSize(1);
    }

    @Test
    void secretsAreNeitherKeptNorShown() {
        String shown = made("fresh").toString() + get("/model/info", MASTER) + get("/v2/model/info", MASTER);
        post("/credentials", "{'credential_name':'c','credential_values':{'api_key':'" + SECRET + "'}}");

        StringBuilder kept = new StringBuilder();
        tables.topic("llm.model")
                .table()
                .each((place, value) -> kept.append(place).append(new String(value)));

        assertThat(kept.toString())
                .contains("model:fresh-1", "credential:c", "purpose")
                .doesNotContain(SECRET);
        assertThat(shown + get("/credentials", MASTER)).contains("fresh-1").doesNotContain(SECRET);
    }

    @Test
    void aReloadOfTheFileKeepsIt() {
        made("fresh");

        assertThat(gateway.reload(yaml().replace("model_name: small", "model_name: tiny")))
                .isTrue();

        assertThat(names(get("/v1/models", MASTER))).containsExactly("large", "tiny", "fresh");
        assertThat(call(MASTER, "fresh").statusCode()).isEqualTo(200);
    }

    @Test
    void anotherGatewayServesItAndOneWithAnotherSaltLeavesItOut() {
        made("fresh");
        String other = yaml().replace(MASTER, "sk-other");
        try (TestGateway second = TestGateway.start(yaml(), tables.another());
                TestGateway salted = TestGateway.start(other, tables.another())) {
            assertThat(asked(second, MASTER, "fresh")).isEqualTo(200);
            assertThat(asked(salted, "sk-other", "fresh")).isEqualTo(404);
            assertThat(asked(salted, "sk-other", "large")).isEqualTo(200);
        }
    }

    @Test
    void theSaltIsWhatModelsAreEncryptedWithNotTheMasterKey() {
        String salted = yaml("environment_variables: {LITELLM_SALT_KEY: pepper}\n");
        assertThat(gateway.reload(salted)).isTrue();
        made("fresh");

        try (TestGateway second = TestGateway.start(salted.replace(MASTER, "sk-other"), tables.another())) {
            assertThat(asked(second, "sk-other", "fresh")).isEqualTo(200);
        }
    }

    private int asked(TestGateway of, String key, String model) {
        return http.post(of.url(Asking.CHAT), Asking.plain(model), auth(key)).statusCode();
    }

    @Test
    void whatSomebodyElseWroteIsLeftOutAlone() {
        made("fresh");
        MemoryTable topic = tables.topic("llm.model").table();
        byte[] moved = Objects.requireNonNull(topic.get("model:fresh-1"));
        topic.put("model:moved", moved);
        topic.put("model:garbage", new byte[] {1});
        topic.put("credential:garbage", "{}".getBytes(StandardCharsets.UTF_8));

        try (TestGateway second = TestGateway.start(yaml(), tables.another())) {
            assertThat(asked(second, MASTER, "fresh")).isEqualTo(200);
            assertThat(list(second)).containsExactly("fresh-1");
        }
        assertThat(post("/model/delete", "{'id':'garbage'}")).containsKey("message");
    }

    private List<String> list(TestGateway of) {
        return ((List<?>) json(http.get(of.url("/model/info"), auth(MASTER))).get("data"))
                .stream()
                        .map(row -> object(castRow(row), "model_info"))
                        .filter(info -> Boolean.TRUE.equals(info.get("db_model")))
                        .map(info -> text(info, "id"))
                        .toList();
    }

    @Test
    void aGatewayStartsWithoutAModelOfTheFile() {
        String none = "model_list: []\ngeneral_settings: {master_key: " + MASTER + ", store_model_in_db: true}\n";
        try (TestGateway empty = TestGateway.start(none, tables.another())) {
            assertThat(asked(empty, MASTER, "fresh")).isEqualTo(404);
            http.post(empty.url("/model/new"), entry("fresh", "").replace('\'', '"'), auth(MASTER));

            assertThat(asked(empty, MASTER, "fresh")).isEqualTo(200);
        }
    }

    @Test
    void withoutKafkaNoModelCouldBeMadeSoTheFileHasToHaveOne() {
        String none = "model_list: []\ngeneral_settings: {master_key: " + MASTER + ", store_model_in_db: true}\n";

        assertThatThrownBy(() -> TestGateway.config(none + "callstream: {events: false}\n"))
                .hasMessageContaining("names no model");
    }

    @Test
    void whatIsNotNamedStaysWhenAModelIsChanged() {
        made("fresh");

        Map<String, Object> updated =
                post("/model/update", "{'model_info':{'id':'fresh-1','mode':'chat'},'litellm_params':{'rpm':7}}");
        HttpResponse<String> patched = send(
                "PATCH",
                "/model/fresh-1/update",
                "{'model_name':'newer','litellm_params':{'api_key':null,'rpm':null},'litellm_params_to_remove':['num_retries']}");

        assertThat(object(updated, "litellm_params")).containsEntry("rpm", 7L).containsEntry("num_retries", 0L);
        assertThat(object(updated, "model_info"))
                .containsEntry("mode", "chat")
                .containsEntry("purpose", "tests")
                .containsEntry("id", "fresh-1");
        assertThat(object(json(patched), "litellm_params"))
                .containsEntry("rpm", 7L)
                .doesNotContainKey("num_retries");
        assertThat(call(MASTER, "newer").statusCode()).isEqualTo(200);
        assertThat(call(MASTER, "fresh").statusCode()).isEqualTo(404);
    }

    @Test
    void aChangeThatCannotBeServedChangesNothing() {
        made("fresh");

        Map<String, Object> refused =
                error(send("PATCH", "/model/fresh-1/update", "{'litellm_params':{'api_base':'nowhere'}}"), 400);

        assertThat(refused).containsEntry("param", "litellm_params.api_base");
        assertThat(call(MASTER, "fresh").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/model/new|{}|400|model_name",
                "POST|/model/new|{'model_name':'m'}|400|litellm_params.model",
                "POST|/model/new|{'model_name':'m','litellm_params':5}|400|litellm_params",
                "POST|/model/new|{'model_name':'m','litellm_params':{'model':'openai/a','timeout':'soon'}}|400|litellm_params.timeout",
                "POST|/model/new|{'model_name':'m','litellm_params':{'model':'hosted_vllm/a'}}|400|litellm_params.api_base",
                "POST|/model/new|{'model_name':'m','litellm_params':{'model':'petals/a'}}|400|litellm_params.model",
                "POST|/model/new|{'model_name':'m','litellm_params':{'model':'openai/a','guardrails':['x']}}|400|litellm_params.guardrails",
                "POST|/model/new|{'model_name':'m','litellm_params':{'model':'openai/a','prompt_id':'x'}}|400|litellm_params",
                "POST|/model/new|{'model_name':'m','litellm_params':{'model':'openai/a','litellm_credential_name':'x'}}|400|litellm_params.litellm_credential_name",
                "POST|/model/new|{'model_name':'m','litellm_params':{'model':'openai/a'},'model_info':{'team_id':'t'}}|400|model_info.team_id",
                "POST|/model/block|{}|400|model_id",
                "POST|/model/unblock|{'model_id':'none'}|404|id",
                "POST|/team/model/add|{'team_id':'none','models':['a']}|404|team_id",
                "POST|/team/model/add|{'team_id':'none','models':[]}|400|models",
                "POST|/team/model/delete|{'models':['a']}|400|team_id",
                "POST|/model/update|{'litellm_params':{}}|400|model_info.id",
                "POST|/model/update|{'model_info':{'id':'none'},'litellm_params':{}}|400|model_info.id",
                "PATCH|/model/none/update|{}|404|id",
                "POST|/model/delete|{'id':'none'}|400|id",
                "POST|/model/delete|{}|400|id",
                "POST|/credentials|{'credential_name':'c'}|400|credential_values",
                "POST|/credentials|{'credential_name':'c','model_id':'none'}|404|model_id",
                "PATCH|/credentials/none|{'credential_info':{}}|404|credential_name",
                "DELETE|/credentials/none|{}|404|credential_name",
                "GET|/credentials/by_name/none||404|credential_name",
                "GET|/credentials/by_model/none||404|model_id"
            })
    void whatCannotBeIsRefusedWithTheKey(String method, String path, String body, int status, String param) {
        HttpResponse<String> answer =
                method.equals("GET") ? http.get(gateway.url(path), auth(MASTER)) : send(method, path, body);

        assertThat(error(answer, status)).containsEntry("param", param).containsEntry("code", "" + status);
    }

    @Test
    void aModelOfTheFileIsTheFilesToChange() {
        String id = text(object(castRow(data("/model/info").get(0)), "model_info"), "id");

        assertThat(text(
                        error(ask("/model/update", "{'model_info':{'id':'" + id + "'},'litellm_params':{}}"), 400),
                        "message"))
                .contains("Model in config");
        assertThat(text(error(ask("/model/delete", "{'id':'" + id + "'}"), 400), "message"))
                .contains("not found in db", "configuration");
        assertThat(text(error(ask("/model/new", entry("m", ",'model_info':{'id':'" + id + "'}")), 400), "message"))
                .contains("already exists");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> castRow(Object row) {
        return (Map<String, Object>) row;
    }

    @Test
    void entriesOfTheFileAndMadeOnesNameCredentials() {
        String named =
                "\n  - {model_name: named, litellm_params: {model: openai/sim-text, litellm_credential_name: ours}}"
                        + "\ngeneral_settings:";
        assertThat(gateway.reload(yaml().replace("general_settings:", named.substring(1))))
                .isTrue();
        assertThat(call(MASTER, "named").statusCode()).isEqualTo(404);

        Map<String, Object> done = post(
                "/credentials",
                "{'credential_name':'ours','credential_info':{'a':1},'credential_values':{'api_key':'" + SECRET
                        + "','api_base':'" + provider.apiBase() + "'}}");
        post(
                "/model/new",
                "{'model_name':'made','litellm_params':{'model':'openai/sim-text','litellm_credential_name':'ours'}}");

        assertThat(done).containsEntry("success", true).containsEntry("message", "Credential created successfully");
        assertThat(call(MASTER, "named").statusCode()).isEqualTo(200);
        assertThat(call(MASTER, "made").statusCode()).isEqualTo(200);
        assertThat(error(ask("/credentials", "{'credential_name':'ours','credential_values':{'a':'b'}}"), 409))
                .containsEntry("param", "credential_name");
        assertThat(get("/credentials/by_name/ours", MASTER))
                .containsEntry("credential_values", Map.of("api_key", "sk****er", "api_base", provider.apiBase()))
                .containsEntry("source", "db");
        assertThat(send("DELETE", "/credentials/ours", "").statusCode()).isEqualTo(200);
        assertThat(call(MASTER, "made").statusCode()).isEqualTo(404);
    }

    @Test
    void aMaskedValueThatIsSentBackChangesNothing() {
        String base = "'api_base':'" + provider.apiBase() + "'";
        post(
                "/credentials",
                "{'credential_name':'ours','credential_values':{'api_key':'" + SECRET + "'," + base + "}}");

        HttpResponse<String> patched = send(
                "PATCH",
                "/credentials/ours",
                "{'credential_info':{'b':2},'credential_values':{'api_key':'sk****er','organization':'o'},'credential_values_to_delete':['api_base']}");

        assertThat(json(patched)).containsEntry("message", "Credential updated successfully");
        assertThat(get("/credentials/by_name/ours", MASTER))
                .containsEntry("credential_values", Map.of("api_key", "sk****er", "organization", "o"))
                .containsEntry("credential_info", Map.of("b", 2L));
    }

    @Test
    void credentialsOfTheFileAreShownAndItsOwn() {
        String listed =
                yaml("credential_list:\n  - {credential_name: filed, credential_values: {api_key: sk-long-one}}\n");
        assertThat(gateway.reload(listed)).isTrue();

        assertThat(get("/credentials", MASTER).toString()).contains("filed", "sk****ne", "source=config");
        assertThat(error(ask("/credentials", "{'credential_name':'filed','credential_values':{'a':'b'}}"), 409))
                .containsEntry("param", "credential_name");
        assertThat(error(send("DELETE", "/credentials/filed", ""), 405)).containsEntry("param", "credential_name");
    }

    @Test
    void onlyWhoManagesMayChangeModels() {
        String key = text(post("/key/generate", "{}"), "key");

        assertThat(http.post(gateway.url("/model/new"), entry("m", "").replace('\'', '"'), auth(key))
                        .statusCode())
                .isEqualTo(403);
        assertThat(http.get(gateway.url("/credentials"), auth(key)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void withoutKafkaChangesAreRefusedAndModelsServe() {
        made("fresh");
        tables.topic("llm.model").goAway();

        assertThat(error(ask("/model/delete", "{'id':'fresh-1'}"), 503)).containsEntry("type", "no_db_connection");
        assertThat(call(MASTER, "fresh").statusCode()).isEqualTo(200);
    }
}
