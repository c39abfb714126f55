package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import io.callstream.table.MemoryTables;
import io.callstream.testing.provider.SimulatedProvider;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits of keys, teams and end users that are made at run time. */
class ManagedLimitsTest {
    private static final String MASTER = "sk-master";

    private final Http http = new Http();
    private SimulatedProvider provider;
    private TestGateway gateway;

    @BeforeEach
    void start() {
        provider = SimulatedProvider.start();
        gateway = TestGateway.start("""
                model_list:
                  - model_name: large
                    litellm_params: {model: openai/sim-text, api_base: "%1$s", api_key: sk-p, input_cost_per_token: 0.001}
                  - model_name: small
                    litellm_params: {model: openai/sim-text, api_base: "%1$s", api_key: sk-p, input_cost_per_token: 0.001}
                general_settings: {master_key: %2$s}
                """.formatted(provider.apiBase(), MASTER), new MemoryTables());
    }

    @AfterEach
    void stop() {
        gateway.close();
        provider.close();
    }

    private HttpResponse<String> manage(String path, String body) {
        HttpResponse<String> answer =
                http.post(gateway.url(path), body.replace('\'', '"'), "Authorization", "Bearer " + MASTER);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private String key(String fields) throws InvalidJsonException {
        HttpResponse<String> made = manage("/key/generate", fields);
        return String.valueOf(PlainValues.readObject(Slice.of(made.body())).get("key"));
    }

    private HttpResponse<String> call(String key, String model, String more) {
        String body =
                "{'model':'" + model + "','max_tokens':9,'messages':[{'role':'user','content':'Hello'}]" + more + "}";
        return http.post(
                gateway.url("/v1/chat/completions"), body.replace('\'', '"'), "Authorization", "Bearer " + key);
    }

    private int status(String key, String model) {
        return call(key, model, "").statusCode();
    }

    @Test
    void aKeyHasRatesOfItsOwnAndOfAModel() throws Exception {
        String key = key("{'rpm_limit':3,'model_rpm_limit':{'small':1}}");

        assertThat(call(key, "small", "").headers().firstValue("x-ratelimit-remaining-requests"))
                .as("of the limit that is nearest")
                .contains("0");
        assertThat(status(key, "small")).isEqualTo(429);
        assertThat(status(key, "large")).isEqualTo(200);
        assertThat(status(key, "large")).isEqualTo(200);
        assertThat(status(key, "large")).isEqualTo(429);
    }

    @Test
    void keysOfATeamSpendOneBudget() throws Exception {
        manage("/team/new", "{'team_id':'core','max_budget':0.005,'budget_duration':'30d'}");
        String one = key("{'team_id':'core'}");
        String other = key("{'team_id':'core'}");
        int calls = 0;
        HttpResponse<String> answer = call(one, "large", "");
        while (answer.statusCode() == 200) {
            calls++;
            answer = call(calls % 2 == 0 ? one : other, "large", "");
        }

        assertThat(calls).isPositive();
        assertThat(answer.body()).contains("\"type\":\"budget_exceeded\"", "The team's current cost");
        assertThat(status(one, "small")).isEqualTo(429);
        assertThat(status(MASTER, "small")).isEqualTo(200);

        manage("/team/update", "{'team_id':'core','max_budget':50}");

        assertThat(status(one, "small")).as("at once").isEqualTo(200);
    }

    @Test
    void aKeyAndATeamHaveSeveralBudgetsAtOnce() throws Exception {
        String windows =
                "'budget_limits':[{'budget_duration':'1d','max_budget':0.000001},{'budget_duration':'30d','max_budget':50}]";
        manage("/team/new", "{'team_id':'core'," + windows + "}");
        String own = key("{" + windows + "}");
        String teams = key("{'team_id':'core'}");

        assertThat(status(own, "large")).isEqualTo(200);
        assertThat(status(teams, "large")).isEqualTo(200);
        HttpResponse<String> refused = call(own, "large", "");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body())
                .contains(
                        "\"type\":\"budget_exceeded\"",
                        "ExceededBudget: Key over 1d budget. Spend=$",
                        "Limit=$0.000001");
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
        assertThat(call(key("{'team_id':'core'}"), "small", "").body())
                .contains("ExceededBudget: Team=core over 1d budget.");

        manage("/key/update", "{'key':'" + own + "','budget_limits':[{'budget_duration':'30d','max_budget':50}]}");

        assertThat(status(own, "large")).as("at once").isEqualTo(200);
        assertThat(refusedChange("{'budget_limits':[{'budget_duration':'soon','max_budget':1}]}"))
                .contains("budget_limits is not what it must be");
    }

    /** As the documentation of LiteLLM writes it. */
    @Test
    void aBudgetOfAModelMayBeWrittenAsAText() throws Exception {
        String key = key("{'model_max_budget':{'large':{'budget_limit':'0.0000001','time_period':'1d'}}}");

        assertThat(status(key, "large")).isEqualTo(200);
        assertThat(status(key, "large")).isEqualTo(429);
        assertThat(status(key, "small")).isEqualTo(200);
        assertThat(refusedChange("{'model_max_budget':{'large':{'budget_limit':'much','time_period':'1d'}}}"))
                .contains("model_max_budget is not what it must be");
    }

    @Test
    void aBudgetMayBeRaisedForATime() throws Exception {
        String key = key("{'max_budget':0.000001}");
        assertThat(status(key, "large")).isEqualTo(200);
        assertThat(status(key, "large")).isEqualTo(429);

        String raise = "{'key':'" + key + "','temp_budget_increase':5,'temp_budget_expiry':'%s'}";
        manage("/key/update", raise.formatted("2020-01-01T00:00:00Z"));
        assertThat(status(key, "large")).as("over since long").isEqualTo(429);
        manage("/key/update", raise.formatted("2100-01-01T00:00:00Z"));
        assertThat(status(key, "large")).isEqualTo(200);
        assertThat(refusedChange("{'temp_budget_increase':5}")).contains("must be set together");
    }

    @Test
    void aTeamGivesItsMembersWhatTheyDoNotSayThemselves() throws Exception {
        manage("/team/new", "{'team_id':'core','team_member_rpm_limit':1,'team_member_budget':50}");
        manage("/team/member_add", "{'team_id':'core','member':{'role':'user','user_id':'ann'}}");
        manage("/team/member_add", "{'team_id':'core','member':{'role':'user','user_id':'bob'},'rpm_limit':9}");
        String anns = key("{'team_id':'core','user_id':'ann'}");
        String bobs = key("{'team_id':'core','user_id':'bob'}");

        assertThat(status(anns, "large")).isEqualTo(200);
        assertThat(status(anns, "large")).isEqualTo(429);
        assertThat(status(bobs, "large")).isEqualTo(200);
        assertThat(status(bobs, "large")).isEqualTo(200);
        manage("/team/update", "{'team_id':'core','team_member_budget':0.000001}");
        assertThat(call(bobs, "large", "").body()).contains("budget_exceeded", "team_member");
    }

    @Test
    void aKeyAsksForFieldsOfItsCalls() throws Exception {
        manage("/team/new", "{'team_id':'core','enforced_params':['user']}");
        String key = key("{'team_id':'core','metadata':{'enforced_params':['metadata.job']}}");

        HttpResponse<String> refused = call(key, "large", ",'metadata':{'job':'1'}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("please pass param=user");
        assertThat(call(key, "large", ",'user':'x'").body()).contains("please pass param=metadata.job");
        assertThat(call(key, "large", ",'user':'x','metadata':{'job':'1'}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aKeyThatIsMadeAnewMayBeUsedForAWhile() throws Exception {
        String old = key("{'key_alias':'ci'}");
        HttpResponse<String> made = manage("/key/regenerate", "{'key':'" + old + "','grace_period':'1h'}");
        String fresh =
                String.valueOf(PlainValues.readObject(Slice.of(made.body())).get("key"));

        assertThat(status(old, "large")).isEqualTo(200);
        assertThat(status(fresh, "large")).isEqualTo(200);
        assertThat(made.body()).contains("\"key_alias\":\"ci\"");
        HttpResponse<String> info = http.get(gateway.url("/key/info?key=" + old), "Authorization", "Bearer " + MASTER);
        assertThat(PlainValues.readObject(Slice.of(info.body())).get("info").toString())
                .contains("key_alias=null")
                .doesNotContain("expires=null");
    }

    private String refusedChange(String fields) {
        HttpResponse<String> answer =
                http.post(gateway.url("/key/generate"), fields.replace('\'', '"'), "Authorization", "Bearer " + MASTER);
        assertThat(answer.statusCode()).isEqualTo(400);
        return answer.body();
    }

    @Test
    void anEndUserHasABudgetWhicheverTheKey() throws Exception {
        manage("/customer/new", "{'user_id':'eve','max_budget':0.000001}");
        String eve = ",'user':'eve'";

        assertThat(call(key("{}"), "large", eve).statusCode()).isEqualTo(200);
        assertThat(call(key("{}"), "large", eve).body()).contains("budget_exceeded", "end_user");
        assertThat(call(key("{}"), "large", ",'user':'bob'").statusCode()).isEqualTo(200);
    }

    @Test
    void aMemberOfATeamHasRatesOfItsOwn() throws Exception {
        manage("/team/new", "{'team_id':'core'}");
        manage(
                "/team/member_add",
                "{'team_id':'core','member':{'role':'user','user_id':'ann'},'rpm_limit':1,'budget_duration':'1d'}");
        String anns = key("{'team_id':'core','user_id':'ann'}");
        String others = key("{'team_id':'core'}");

        assertThat(status(anns, "large")).isEqualTo(200);
        assertThat(status(anns, "large")).isEqualTo(429);
        assertThat(status(others, "large")).isEqualTo(200);
        manage("/team/member_update", "{'team_id':'core','user_id':'ann','rpm_limit':null}");
        assertThat(status(anns, "large")).isEqualTo(200);
        assertThat(http.post(
                                gateway.url("/team/member_update"),
                                "{\"team_id\":\"core\",\"user_id\":\"ann\",\"rpm_limit\":-1}",
                                "Authorization",
                                "Bearer " + MASTER)
                        .statusCode())
                .isEqualTo(400);
    }
}
