package io.callstream.gateway.admin.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.KeyHash;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a key: made, changed, blocked, gone. */
class KeyPagesTest {
    private static final String KEY = "sk-abcd-efgh";
    private static final String HASH = KeyHash.of(KEY).hex();

    private final Desk desk = new Desk();

    private Reply made(String more) {
        return desk.done("/key/generate", "{'key':'" + KEY + "'" + more + "}");
    }

    @Test
    void aNewKeyIsShownOnceAndHasAllFieldsThatLiteLlmAnswers() {
        Reply made = desk.done("/key/generate", "{'key_alias':'ci','metadata':{'a':1},'max_budget':2.50}");
        String key = made.text("key");

        assertThat(key).matches("sk-[A-Za-z0-9_-]{32}");
        assertThat(made.text("token")).isEqualTo(KeyHash.of(key).hex()).isEqualTo(made.text("token_id"));
        assertThat(made.text("key_name")).isEqualTo("sk-..." + key.substring(31));
        assertThat(made.object())
                .containsEntry("key_alias", "ci")
                .containsEntry("metadata", Map.of("a", 1L))
                .containsEntry("models", List.of())
                .containsEntry("aliases", Map.of())
                .containsEntry("config", Map.of())
                .containsEntry("permissions", Map.of())
                .containsEntry("allowed_routes", List.of())
                .containsEntry("model_max_budget", Map.of())
                .containsEntry("expires", null)
                .containsEntry("user_id", null)
                .containsEntry("team_id", null)
                .containsEntry("organization_id", null)
                .containsEntry("budget_id", null)
                .containsEntry("budget_reset_at", null)
                .containsEntry("litellm_budget_table", null)
                .containsEntry("blocked", false)
                .containsEntry("created_by", "default_user_id")
                .containsEntry("created_at", "2030-01-03T12:00:00Z");
        assertThat(made.text("max_budget")).isEqualTo("2.50");
        assertThat(made.text("spend")).isEqualTo("0.0");
        assertThat(desk.whyNot(key)).isEqualTo("admitted");
    }

    @Test
    void afterThatNothingShowsIt() {
        made(",'key_alias':'ci','team_id':null");

        for (String page : List.of(
                "/key/info?key=" + HASH,
                "/key/list?return_full_object=true",
                "/key/aliases",
                "/spend/keys",
                "/global/spend/keys?start_date=2030-01-01")) {
            assertThat(desk.get(page).body()).as(page).doesNotContain(KEY);
        }
        assertThat(desk.get("/key/info?key=" + KEY).object("info")).doesNotContainKeys("token", "key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sk-",
                "sk-1234567",
                "pk-12345678",
                "SK-12345678",
                "sk-1234 5678",
                "sk-12345678 ",
                "sk-12345678\\n",
                "sk-1234567\\u00e9",
                "\\uff53k-12345678",
                "sk-1234567\\u007f",
            })
    void aKeyThatNoHeaderCouldCarryIsNone(String key) {
        assertThat(desk.post("/key/generate", "{'key':'" + key + "'}").refusal())
                .startsWith("400 key: Invalid key format. ");
    }

    @Test
    void whatOnlyLooksLikeAHashIsAKey() {
        String key = "sk-!~" + "g".repeat(59);
        desk.done("/key/generate", "{'key':'" + key + "'}");

        assertThat(desk.get("/key/info?key=" + key).status()).isEqualTo(200);
        assertThat(desk.get("/key/info?key=" + "g".repeat(64)).outcome()).isEqualTo("404 key");
    }

    @Test
    void eightCharactersAreEnough() {
        assertThat(desk.done("/key/generate", "{'key':'sk-12345678'}").text("key_name"))
                .isEqualTo("sk-...5678");
    }

    @Test
    void noKeyIsMadeTwiceAndTheRefusalDoesNotNameIt() {
        made("");

        String refusal = desk.post("/key/generate", "{'key':'" + KEY + "'}").refusal();

        assertThat(refusal).isEqualTo("400 null: A key with the id that was given already exists.");
    }

    @Test
    void anAliasBelongsToOneKey() {
        made(",'key_alias':'ci'");
        String other = desk.done("/key/generate", "{}").text("key");
        String says =
                "400 key_alias: Key with alias 'ci' already exists. Unique key aliases across all keys are required.";

        assertThat(desk.post("/key/generate", "{'key_alias':'ci'}").refusal()).isEqualTo(says);
        assertThat(desk.post("/key/update", "{'key':'" + other + "','key_alias':'ci'}")
                        .refusal())
                .isEqualTo(says);
        assertThat(desk.post("/key/regenerate", "{'key':'" + other + "','key_alias':'ci'}")
                        .refusal())
                .isEqualTo(says);
        desk.done("/key/update", "{'key':'" + KEY + "','key_alias':'ci'}");
        desk.done("/key/generate", "{'key_alias':'CI'}");
    }

    @ParameterizedTest
    @CsvSource({
        "30s, 2030-01-03T12:00:30Z",
        "15m, 2030-01-03T12:15:00Z",
        "2h,  2030-01-03T14:00:00Z",
        "30d, 2030-02-02T12:00:00Z",
        "1w,  2030-01-10T12:00:00Z",
        "1mo, 2030-02-03T12:00:00Z",
        "13mo, 2031-02-03T12:00:00Z",
        "-1,  null",
    })
    void aDurationIsCountedFromNow(String duration, String expires) {
        assertThat(made(",'duration':'" + duration + "'").text("expires")).isEqualTo(expires);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'duration':'soon'      | duration: duration is 'soon' (expected a number and s, m, h, d, w or mo, such as 30s, 1h, 1d, 7d or 1mo)",
                "'duration':'0d'        | duration: duration is 0d (expected 1 or more)",
                "'duration':30          | duration: duration is not what it must be (expected such as 30d)",
                "'key_type':'root'      | key_type: key_type is not what it must be (expected default, llm_api, management or read_only)",
                "'key_type':7           | key_type: key_type is not what it must be (expected default, llm_api, management or read_only)",
                "'team_id':'gone'       | team_id: Team not found, passed team_id=gone",
                "'budget_id':'gone'     | budget_id: Budget not found, passed budget_id=gone",
                "'temp_budget_increase':5 | temp_budget_expiry: temp_budget_increase and temp_budget_expiry must be set together",
                "'temp_budget_expiry':'2030-02-01T00:00:00Z' | temp_budget_increase: temp_budget_increase and temp_budget_expiry must be set together",
                "'rpm_limit':-1         | rpm_limit: rpm_limit is not what it must be (expected a whole number, 0 or more)",
                "'metadata':{'model_rpm_limit':{'m':-1}} | metadata.model_rpm_limit: metadata.model_rpm_limit is not what it must be (expected an object of whole numbers, each 0 or more)",
            })
    void whatCannotBeIsNamed(String field, String says) {
        for (String path : List.of("/key/generate", "/key/update", "/key/regenerate")) {
            String key = path.equals("/key/generate") ? "" : "'key':'" + KEY + "',";
            desk.post("/key/generate", "{'key':'" + KEY + "'}");

            assertThat(desk.post(path, "{" + key + field + "}").refusal())
                    .as(path)
                    .endsWith(" " + says);
            assertThat(desk.whyNot(KEY)).as("after %s", path).isEqualTo("admitted");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'key_type':'llm_api'                                   | [llm_api_routes]",
                "'key_type':'management'                                | [management_routes]",
                "'key_type':'read_only'                                 | [info_routes]",
                "'key_type':'default'                                   | []",
                "'key_type':null                                        | []",
                "'key_type':'llm_api','allowed_routes':['/embeddings']  | [/embeddings]",
                "'key_type':'llm_api','allowed_routes':null             | [llm_api_routes]",
            })
    void aTypeStandsForRoutes(String fields, String routes) {
        Reply made = made("," + fields);

        assertThat(made.text("allowed_routes")).isEqualTo(routes);
        assertThat(made.object()).doesNotContainKey("key_type");
    }

    @Test
    void aChangeTouchesOnlyWhatItNames() {
        made(",'key_alias':'ci','max_budget':1,'rpm_limit':2,'duration':'1h'");
        desk.clock.passes(Duration.ofMinutes(1));

        Reply changed = desk.post(
                "/key/update",
                "{'key':'" + HASH + "','rpm_limit':null,'max_budget':3,'key_name':'x','token':'y','created_by':'z',"
                        + "'created_at':'2031-01-01T00:00:00Z','spend_at':'2031-01-01T00:00:00Z'}");

        assertThat(changed.object())
                .containsEntry("key", HASH)
                .containsEntry("key_alias", "ci")
                .containsEntry("rpm_limit", null)
                .containsEntry("max_budget", 3L)
                .containsEntry("key_name", "sk-...efgh")
                .containsEntry("token", HASH)
                .containsEntry("expires", "2030-01-03T13:00:00Z")
                .containsEntry("created_at", "2030-01-03T12:00:00Z")
                .containsEntry("created_by", "default_user_id")
                .containsEntry("updated_at", "2030-01-03T12:01:00Z");
        assertThat(desk.identities
                        .all(io.callstream.gateway.identity.EntityKind.KEY, any -> true)
                        .get(0)
                        .fields()
                        .values())
                .doesNotContainKeys("spend_at", "token", "key");
    }

    @Test
    void aKeyThatIsNotThereIsNotFound() {
        for (String path : List.of("/key/update", "/key/regenerate", "/key/block", "/key/unblock")) {
            assertThat(desk.post(path, "{'key':'sk-nobodys-key'}").refusal())
                    .as(path)
                    .isEqualTo("404 key: Key not found in database");
            assertThat(desk.post(path, "{}").refusal()).as(path).isEqualTo("400 key: key is missing");
        }
        assertThat(desk.get("/key/info?key=sk-nobodys-key").outcome()).isEqualTo("404 key");
        assertThat(desk.get("/key/info?key=" + "\uff11".repeat(64)).outcome()).isEqualTo("404 key");
        assertThat(desk.post("/key/delete", "{'keys':['sk-nobodys-key']}").outcome())
                .isEqualTo("404 keys");
        assertThat(desk.post("/key/delete", "{'key_aliases':['x']}").outcome()).isEqualTo("404 key_aliases");
        assertThat(desk.post("/key/delete", "{}").outcome()).isEqualTo("400 keys");
    }

    @Test
    void aBlockedKeyIsRefusedUntilItIsUnblocked() {
        made("");
        assertThat(desk.done("/key/block", "{'key':'" + KEY + "'}").at("blocked"))
                .isEqualTo(true);
        assertThat(desk.whyNot(KEY)).isEqualTo("auth_error");

        assertThat(desk.done("/key/unblock", "{'key':'" + HASH.toUpperCase() + "'}")
                        .at("blocked"))
                .isEqualTo(false);
        assertThat(desk.whyNot(KEY)).isEqualTo("admitted");
    }

    @Test
    void aKeyIsWorthNothingFromTheMomentItExpires() {
        made(",'duration':'30s'");
        desk.clock.passes(Duration.ofMillis(29_999));
        assertThat(desk.whyNot(KEY)).isEqualTo("admitted");

        desk.clock.passes(Duration.ofMillis(1));
        assertThat(desk.whyNot(KEY)).isEqualTo("expired_key");

        desk.done("/key/update", "{'key':'" + KEY + "','duration':'-1'}");
        assertThat(desk.whyNot(KEY)).isEqualTo("admitted");
    }

    @Test
    void deletedKeysAreNamedAndGone() {
        made(",'key_alias':'ci'");
        String other = desk.done("/key/generate", "{'key_alias':'cd'}").text("key");

        assertThat(desk.done("/key/delete", "{'keys':['" + KEY + "']}").list("deleted_keys"))
                .containsExactly(HASH);
        assertThat(desk.done("/key/delete", "{'key_aliases':['cd']}").list("deleted_keys"))
                .containsExactly(KeyHash.of(other).hex());
        assertThat(desk.whyNot(KEY)).isEqualTo("token_not_found_in_db");
        assertThat(desk.whyNot(other)).isEqualTo("token_not_found_in_db");
        desk.done("/key/generate", "{'key_alias':'ci'}");
    }

    @Test
    void allKeysThatAreToBeDeletedAreThereOrNoneIs() {
        made("");

        assertThat(desk.post("/key/delete", "{'keys':['" + KEY + "','sk-nobodys-key']}")
                        .outcome())
                .isEqualTo("404 keys");
        assertThat(desk.whyNot(KEY)).isEqualTo("admitted");
    }

    @Test
    void aliasesThatAreToBeDeletedAreAllThereOrNoneIs() {
        made(",'key_alias':'ci'");

        assertThat(desk.post("/key/delete", "{'key_aliases':['ci','nobodys']}").outcome())
                .isEqualTo("404 key_aliases");
        assertThat(desk.whyNot(KEY)).isEqualTo("admitted");
    }

    @Test
    void everyKeySeesItself() {
        made(",'key_alias':'ci'");
        Desk.Caller itself = desk.as(KEY);

        assertThat(itself.get("/key/info").object()).containsEntry("key", HASH);
        assertThat(itself.get("/key/info?key=" + KEY).object()).containsEntry("key", KEY);
        assertThat(itself.get("/key/info?key=sk-nobodys-key").outcome()).isEqualTo("403 null");
        assertThat(itself.post("/key/health", "").object()).containsEntry("key", "healthy");
        assertThat(itself.get("/key/list").outcome()).isEqualTo("403 null");
    }
}
