package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.PreCallEvent;
import io.callstream.gateway.config.KeyHash;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LiteLLM's management API as scripts use it, over HTTP; the tables are in memory. */
class ManagementApiTest extends ManagementRig {
    @Test
    void aKeyIsMadeShownOnceUsedAndRevoked() {
        Map<String, Object> made = post("/key/generate", "{'key_alias':'ci','metadata':{'a':1},'of_tomorrow':[1]}");
        String key = text(made, "key");

        assertThat(key).startsWith("sk-");
        assertThat(made)
                .containsEntry("key_alias", "ci")
                .containsEntry("spend", number("0.0"))
                .containsEntry("models", List.of());
        assertThat(text(made, "key_name")).isEqualTo("sk-..." + key.substring(key.length() - 4));
        assertThat(call(key, "large").statusCode()).isEqualTo(200);
        Map<String, Object> info = object(get("/key/info?key=" + key, MASTER), "info");
        assertThat(info).containsEntry("of_tomorrow", List.of(1L)).containsEntry("created_by", "default_user_id");
        assertThat(info.toString()).doesNotContain(key);

        assertThat(post("/key/delete", "{'keys':['" + key + "']}"))
                .containsEntry("deleted_keys", List.of(made.get("token")));

        assertThat(error(call(key, "large"), 401)).containsEntry("type", "token_not_found_in_db");
        assertThat(error(http.get(gateway.url("/key/info?key=" + key), auth(MASTER)), 404))
                .containsEntry("type", "not_found_error")
                .containsEntry("code", "404");
    }

    @Test
    void theKeyItselfIsNeverKept() {
        String key = text(post("/key/generate", "{}"), "key");

        StringBuilder kept = new StringBuilder();
        tables.topic("llm.identity")
                .table()
                .each((place, value) -> kept.append(place).append(new String(value)));

        assertThat(kept.toString()).contains("key:").doesNotContain(key);
    }

    @Test
    void eventsSayWhoseTheKeyIs() {
        post("/team/new", "{'team_id':'core','team_alias':'Core'}");
        String key = text(post("/key/generate", "{'key_alias':'ci','team_id':'core','user_id':'ann'}"), "key");

        call(key, "large");

        PreCallEvent event = gateway.tape().await(PreCallEvent.class, 1).get(0);
        assertThat(event.getKeyAlias()).isEqualTo("ci");
        assertThat(event.getTeamId()).isEqualTo("core");
        assertThat(event.getUserId()).isEqualTo("ann");
    }

    @Test
    void modelsRoutesAndAliasesOfAKeyHold() {
        String key = text(
                post(
                        "/key/generate",
                        "{'models':['large'],'aliases':{'best':'large'},'allowed_routes':['/chat/completions']}"),
                "key");

        assertThat(call(key, "large").statusCode()).isEqualTo(200);
        assertThat(call(key, "best").statusCode()).isEqualTo(200);
        assertThat(error(call(key, "small"), 403))
                .containsEntry("type", "key_model_access_denied")
                .containsEntry("code", "403")
                .containsEntry("param", "model");
        assertThat(error(
                        http.post(gateway.url("/v1/embeddings"), "{\"model\":\"large\",\"input\":\"x\"}", auth(key)),
                        403))
                .containsEntry("type", "auth_error");
        assertThat(names(get("/v1/models", key))).containsExactly("large", "best");
        assertThat(names(get("/v1/models", MASTER))).containsExactly("large", "small");
    }

    @Test
    void aKeyIsChangedBlockedAndMadeAnew() {
        String key = text(post("/key/generate", "{'max_budget':5,'tpm_limit':7}"), "key");

        assertThat(post("/key/update", "{'key':'" + key + "','max_budget':null,'rpm_limit':3,'duration':'30d'}"))
                .containsEntry("key", key)
                .containsEntry("max_budget", null)
                .containsEntry("tpm_limit", 7L)
                .containsEntry("rpm_limit", 3L)
                .doesNotContainEntry("expires", null);
        post("/key/block", "{'key':'" + key + "'}");
        assertThat(error(call(key, "large"), 401)).containsEntry("type", "auth_error");
        post("/key/unblock", "{'key':'" + key + "'}");
        String fresh = text(post("/key/" + key + "/regenerate", "{}"), "key");

        assertThat(fresh).isNotEqualTo(key);
        assertThat(call(key, "large").statusCode()).isEqualTo(401);
        assertThat(call(fresh, "large").statusCode()).isEqualTo(200);
        assertThat(object(get("/key/info?key=" + fresh, MASTER), "info")).containsEntry("rpm_limit", 3L);
    }

    @Test
    void anotherGatewayKnowsTheKeyAndItsRevocation() {
        try (TestGateway other = TestGateway.start(yaml(), tables.another())) {
            String key = text(post("/key/generate", "{}"), "key");

            assertThat(http.post(other.url(Asking.CHAT), Asking.plain("large"), auth(key))
                            .statusCode())
                    .isEqualTo(200);
            post("/key/delete", "{'keys':['" + key + "']}");

            assertThat(http.post(other.url(Asking.CHAT), Asking.plain("large"), auth(key))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void keysAreListedPageByPage() {
        for (int i = 0; i < 5; i++) {
            post("/key/generate", "{'user_id':'" + (i < 3 ? "ann" : "bob") + "'}");
        }

        Map<String, Object> first = get("/key/list?user_id=ann&size=2", MASTER);
        Map<String, Object> second = get("/key/list?user_id=ann&size=2&page=2&return_full_object=true", MASTER);

        assertThat(first).containsEntry("total_count", 3L).containsEntry("total_pages", 2L);
        assertThat((List<?>) first.get("keys")).hasSize(2);
        assertThat((List<?>) second.get("keys")).singleElement().asString().contains("user_id=ann");
    }

    @Test
    void anAliasIsOneKeysOnlyAndFindsItToBeDeleted() {
        post("/key/generate", "{'key_alias':'ci'}");

        assertThat(error(ask("/key/generate", "{'key_alias':'ci'}"), 400))
                .containsEntry("param", "key_alias")
                .containsEntry("type", "bad_request_error");
        post("/key/delete", "{'key_aliases':['ci']}");
        post("/key/generate", "{'key_alias':'ci'}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/key/generate|{'max_budget':'much'}|400|max_budget",
                "/key/generate|{'budget_duration':'soon'}|400|budget_duration",
                "/key/generate|{'duration':'soon'}|400|duration",
                "/key/generate|{'key':'abc'}|400|key",
                "/key/generate|{'key':5}|400|key",
                "/key/generate|{'key_type':'readonly'}|400|key_type",
                "/key/generate|{'team_id':'none'}|404|team_id",
                "/key/generate|[]|400|",
                "/key/update|{}|400|key",
                "/key/update|{'key':'sk-none'}|404|key",
                "/key/delete|{'keys':[]}|400|keys",
                "/key/delete|{'keys':['sk-none']}|404|keys",
                "/team/update|{'team_id':'none'}|404|team_id",
                "/team/member_add|{'team_id':'none','member':{'user_id':'a'}}|404|team_id",
                "/user/update|{'user_id':7}|400|user_id",
                "/customer/new|{}|400|user_id",
                "/budget/delete|{'id':'none'}|404|id"
            })
    void whatCannotBeIsRefusedAndNothingIsWritten(String path, String body, int status, String param) {
        Map<String, Object> error = error(ask(path, body), status);

        assertThat(error).containsEntry("param", param).containsEntry("code", Integer.toString(status));
        StringBuilder kept = new StringBuilder();
        tables.topic("llm.identity").table().each((place, value) -> kept.append(place));
        assertThat(kept).isEmpty();
    }

    @Test
    void keysOfAnotherProxyAreTakenOverByTheirHashOnceAndWhatCannotBeIsNamed() {
        String entities = "{'entities':[{'kind':'key','id':'"
                + KeyHash.of("sk-from-elsewhere").hex()
                + "','fields':{'key_alias':'old','spend':1.5,'max_budget':9}},{'kind':'team','id':'t','fields':{'rpm_limit':-1}}]";

        assertThat(post("/callstream/import", entities + ",'dry_run':true}")).containsEntry("written", 1L);
        assertThat(call("sk-from-elsewhere", "large").statusCode()).isEqualTo(401);
        Map<String, Object> taken = post("/callstream/import", entities + "}");

        assertThat(taken).containsEntry("written", 1L).containsEntry("kept", 0L);
        assertThat(taken.get("problems").toString()).contains("rpm_limit").contains("team");
        assertThat(call("sk-from-elsewhere", "large").statusCode()).isEqualTo(200);
        assertThat(object(get("/key/info?key=sk-from-elsewhere", MASTER), "info"))
                .containsEntry("spend", number("1.5"))
                .containsEntry("key_alias", "old");
        assertThat(post("/callstream/import", entities + "}"))
                .containsEntry("written", 0L)
                .containsEntry("kept", 1L);
    }

    @Test
    void whileKafkaIsAwayKeysWorkAndChangesFail() {
        String key = text(post("/key/generate", "{}"), "key");

        tables.topic("llm.identity").goAway();

        assertThat(call(key, "large").statusCode()).isEqualTo(200);
        assertThat(error(ask("/key/generate", "{}"), 503)).containsEntry("type", "no_db_connection");
        assertThat(get("/key/info?key=" + key, MASTER)).containsEntry("key", key);
    }

    @Test
    void withoutAKeyOrAsTooMuchNothingIsRead() {
        assertThat(http.post(gateway.url("/key/generate"), "{}").statusCode()).isEqualTo(401);
        assertThat(http.get(gateway.url("/key/generate"), auth(MASTER)).statusCode())
                .isEqualTo(405);
        String large = "{'metadata':{'a':'" + "x".repeat(1 << 20) + "'}}";
        assertThat(ask("/key/generate", large).statusCode()).isEqualTo(413);
    }

    @Test
    void theConfigurationSaysWhatKeysAreByDefaultAndAtMost() {
        String more = """
            litellm_settings:
              default_key_generate_params: {models: [small], tpm_limit: 50}
              upperbound_key_generate_params: {max_budget: 10.5, duration: 30d}
            """;
        try (TestGateway bounded = TestGateway.start(yaml() + more, tables.another())) {
            HttpResponse<String> made = http.post(bounded.url("/key/generate"), "{\"tpm_limit\": 7}", auth(MASTER));
            HttpResponse<String> dear = http.post(bounded.url("/key/generate"), "{\"max_budget\": 11}", auth(MASTER));
            HttpResponse<String> tooLong =
                    http.post(bounded.url("/key/generate"), "{\"duration\": \"1mo\"}", auth(MASTER));

            assertThat(json(made))
                    .containsEntry("models", List.of("small"))
                    .containsEntry("tpm_limit", 7L)
                    .containsEntry("max_budget", number("10.5"))
                    .doesNotContainEntry("expires", null);
            assertThat(error(dear, 400)).containsEntry("param", "max_budget");
            assertThat(error(tooLong, 400)).containsEntry("param", "duration");
        }
    }

    @Test
    void aGatewayWithoutAMasterKeyHasNoManagement() {
        try (TestGateway open = TestGateway.to(provider.apiBase(), "sim-text")) {
            assertThat(http.post(open.url("/key/generate"), "{}").statusCode()).isEqualTo(404);
        }
    }
}
