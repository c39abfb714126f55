package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Models of one team, and blocked ones, as LiteLLM's scripts make them; the tables are in memory. */
class TeamModelsTest extends ManagementRig {
    private static final String ID = "litellm_model_id=own-1";
    private String ours = "";
    private String others = "";

    @Override
    String yaml() {
        return super.yaml() + "  store_model_in_db: true\n";
    }

    @BeforeEach
    void teams() {
        post("/team/new", "{'team_id':'ours','models':['small']}");
        post("/team/new", "{'team_id':'theirs'}");
        ours = text(post("/key/generate", "{'team_id':'ours'}"), "key");
        others = text(post("/key/generate", "{'team_id':'theirs'}"), "key");
    }

    private Map<String, Object> made(String name, String id, String team) {
        return post(
                "/model/new",
                "{'model_name':'" + name + "','litellm_params':{'model':'openai/sim-text','api_base':'"
                        + provider.apiBase() + "','api_key':'sk-" + id
                        + "','num_retries':0},'model_info':{'id':'" + id + "','team_id':'" + team + "'}}");
    }

    private Map<String, Object> patch(String id, String body) {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(gateway.url("/model/" + id + "/update"))
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .header("Authorization", "Bearer " + MASTER)
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private List<?> models(String team) {
        return (List<?>)
                object(get("/team/info?team_id=" + team, MASTER), "team_info").get("models");
    }

    private List<?> rows(String query, String key) {
        HttpResponse<String> answer = http.get(gateway.url("/model/info?" + query), auth(key));
        return answer.statusCode() == 200 ? (List<?>) json(answer).get("data") : List.of();
    }

    @Test
    void itsKeysCallItByItsNameAndNobodyElseKnowsIt() {
        Map<String, Object> row = made("own", "own-1", "ours");
        String inside = text(row, "model_name");

        assertThat(inside).startsWith("model_name_ours_");
        assertThat(object(row, "model_info"))
                .containsEntry("team_id", "ours")
                .containsEntry("team_public_model_name", "own");
        assertThat(call(ours, "own").statusCode()).isEqualTo(200);
        for (String name : List.of("own", "own-1", inside)) {
            assertThat(call(others, name).statusCode()).as(name).isEqualTo(404);
        }
        assertThat(call(ours, "own-1").statusCode()).isIn(403, 404);
        assertThat(names(get("/v1/models", ours))).containsExactly("small", "own");
        assertThat(names(get("/v1/models", others))).containsExactly("large", "small");
        assertThat(http.get(gateway.url("/v1/models/" + inside), auth(others)).statusCode())
                .isEqualTo(404);
        assertThat(rows(ID, ours)).singleElement().asString().contains("model_name=own,");
        assertThat(rows(ID, MASTER)).hasSize(1);
        assertThat(rows(ID, others)).isEmpty();
        assertThat(models("ours")).isEqualTo(List.of("small", "own"));
    }

    @Test
    void eventsNameItAsTheClientDoes() {
        made("own", "own-1", "ours");
        call(ours, "own");

        SuccessEvent event = gateway.tape().await(SuccessEvent.class);
        assertThat(event.getModelGroup()).isEqualTo("own");
        assertThat(event.getDeploymentId()).isEqualTo("own-1");
    }

    @Test
    void aNameThatIsEverybodysMeansTheTeamsForItsKeys() {
        post("/team/update", "{'team_id':'ours','models':[]}");
        made("large", "own-1", "ours");

        assertThat(modelId(call(ours, "large"))).isEqualTo("own-1");
        assertThat(modelId(call(others, "large"))).isNotEqualTo("own-1");
        assertThat(modelId(call(MASTER, "large"))).isNotEqualTo("own-1");
        assertThat(models("ours")).isEqualTo(List.of("all-proxy-models", "large"));
    }

    private static String modelId(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers().firstValue("x-litellm-model-id").orElse("");
    }

    @Test
    void severalOfOneNameShareItsCallsAndTheLastTakesTheNameAlong() {
        String inside = text(made("own", "own-1", "ours"), "model_name");
        assertThat(text(made("own", "own-2", "ours"), "model_name")).isEqualTo(inside);
        assertThat(text(made("own", "own-3", "theirs"), "model_name")).isNotEqualTo(inside);

        post("/model/delete", "{'id':'own-1'}");
        assertThat(modelId(call(ours, "own"))).isEqualTo("own-2");
        post("/model/delete", "{'id':'own-2'}");

        assertThat(models("ours")).isEqualTo(List.of("small"));
        assertThat(call(ours, "own").statusCode()).isEqualTo(403);
        assertThat(modelId(call(others, "own"))).isEqualTo("own-3");
    }

    @Test
    void limitsOfAModelHoldForTheTeamsOwn() {
        String key =
                text(post("/key/generate", "{'team_id':'ours','models':['own'],'model_rpm_limit':{'own':1}}"), "key");
        made("own", "own-1", "ours");

        assertThat(call(key, "own").statusCode()).isEqualTo(200);
        assertThat(call(key, "own").statusCode()).isEqualTo(429);
    }

    @Test
    void aChangeGivesItAnotherNameOrTeam() {
        String inside = text(made("own", "own-1", "ours"), "model_name");

        patch("own-1", "{'model_name':'" + inside + "','litellm_params':{'rpm':100}}");
        assertThat(call(ours, "own").statusCode()).isEqualTo(200);
        patch("own-1", "{'model_name':'newer'}");
        assertThat(call(ours, "newer").statusCode()).isEqualTo(200);
        assertThat(models("ours")).isEqualTo(List.of("small", "newer"));
        patch("own-1", "{'model_info':{'team_id':'theirs'}}");

        assertThat(call(others, "newer").statusCode()).isEqualTo(200);
        assertThat(call(ours, "newer").statusCode()).isEqualTo(403);
        assertThat(models("ours")).isEqualTo(List.of("small"));
    }

    @Test
    void namesAreAddedToATeamAndTakenFromIt() {
        assertThat(post("/team/model/add", "{'team_id':'ours','models':['large','small']}"))
                .containsEntry("models", List.of("small", "large"));
        assertThat(call(ours, "large").statusCode()).isEqualTo(200);
        post("/team/model/delete", "{'team_id':'ours','models':['large']}");
        assertThat(call(ours, "large").statusCode()).isEqualTo(403);

        assertThat(post("/team/model/delete", "{'team_id':'ours','models':['small']}"))
                .containsEntry("models", List.of("no-default-models"));
        assertThat(call(ours, "large").statusCode())
                .as("an empty list would allow all")
                .isEqualTo(403);
        assertThat(post("/team/model/add", "{'team_id':'theirs','models':['x']}"))
                .containsEntry("models", List.of("all-proxy-models", "x"));
    }

    @Test
    void aBlockedModelGetsNoCallsUntilItIsUnblocked() {
        post(
                "/model/new",
                "{'model_name':'large','model_info':{'id':'second'},'litellm_params':{'model':'openai/sim-text',"
                        + "'api_base':'" + provider.apiBase() + "','api_key':'sk-2'}}");
        made("own", "own-1", "ours");

        assertThat(post("/model/block", "{'model_id':'second'}")).containsEntry("blocked", true);
        post("/model/block", "{'model_id':'own-1'}");
        for (int i = 0; i < 8; i++) {
            assertThat(modelId(call(MASTER, "large"))).isNotEqualTo("second");
        }
        assertThat(call(ours, "own").statusCode()).isEqualTo(404);
        assertThat(names(get("/v1/models", ours))).containsExactly("small");
        assertThat(rows("litellm_model_id=second", MASTER).toString()).contains("blocked=true");
        post("/model/unblock", "{'model_id':'own-1'}");

        assertThat(call(ours, "own").statusCode()).isEqualTo(200);
    }

    @Test
    void aPassedPathDoesNotUseAnothersAccount() {
        String two = "model_list: []\ngeneral_settings: {master_key: " + MASTER + ", store_model_in_db: true}\n";
        assertThat(gateway.reload(two)).isTrue();
        made("own", "own-1", "ours");

        assertThat(http.get(gateway.url("/openai/v1/files"), auth(others)).statusCode())
                .isEqualTo(403);
        assertThat(http.get(gateway.url("/openai/v1/files"), auth(ours)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anEntryOfTheFileIsATeamsTooAndItsConfiguredKeysCallIt() {
        String entry =
                "  - {model_name: filed, model_info: {team_id: ours}, litellm_params: {model: openai/sim-text, api_base: \""
                        + provider.apiBase() + "\", api_key: sk-f}}\ngeneral_settings:";
        String keys = "callstream: {auth: {keys: [{key: sk-a, team_id: ours}, {key: sk-b, team_id: theirs}]}}\n";
        assertThat(gateway.reload(yaml().replace("general_settings:", entry) + keys))
                .isTrue();

        assertThat(call("sk-a", "filed").statusCode()).isEqualTo(200);
        assertThat(call("sk-b", "filed").statusCode()).isEqualTo(404);
        assertThat(call(others, "filed").statusCode()).isEqualTo(404);
    }

    @Test
    void anUnknownTeamIsRefused() {
        Map<String, Object> refused = error(
                ask(
                        "/model/new",
                        "{'model_name':'m','litellm_params':{'model':'openai/a'},'model_info':{'team_id':'none'}}"),
                400);

        assertThat(refused).containsEntry("param", "model_info.team_id");
    }
}
