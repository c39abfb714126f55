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
