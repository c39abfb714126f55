package io.callstream.gateway.admin.manage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code default_key_generate_params} and {@code upperbound_key_generate_params} make of what is asked. */
class KeyBoundsTest {
    private final Desk desk = new Desk("""
        litellm_settings:
          default_key_generate_params: {models: [small], metadata: {a: b}, tpm_limit: 50, max_budget: 3, team_id: core}
          upperbound_key_generate_params: {max_budget: 10.5, rpm_limit: 100, duration: 30d, budget_duration: 7d, max_parallel_requests: 5}
          default_team_params: {max_budget: 20, models: [large], rpm_limit: 9}
          default_internal_user_params: {user_role: internal_user_viewer, max_budget: 4, available_teams: [core]}
        """);

    private Reply made(String body) {
        desk.done("/team/new", "{'team_id':'core'}");
        return desk.post("/key/generate", body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                               | models          | [small]",
                "{'models':[]}                    | models          | [small]",
                "{'models':null}                  | models          | [small]",
                "{'models':['large']}             | models          | [large]",
                "{}                               | metadata        | {a=b}",
                "{'metadata':{}}                  | metadata        | {a=b}",
                "{'metadata':{'c':'d'}}           | metadata        | {c=d}",
                "{}                               | tpm_limit       | 50",
                "{'tpm_limit':7000}               | tpm_limit       | 7000",
                "{}                               | max_budget      | 3",
                "{'max_budget':10.5}              | max_budget      | 10.5",
                "{'max_budget':0}                 | max_budget      | 0",
                "{}                               | rpm_limit       | 100",
                "{'rpm_limit':100}                | rpm_limit       | 100",
                "{}                               | team_id         | core",
                "{}                               | budget_duration | 7d",
                "{'budget_duration':'1w'}         | budget_duration | 1w",
                "{}                               | expires         | 2030-02-02T12:00:00Z",
                "{'duration':'1h'}                | expires         | 2030-01-03T13:00:00Z",
                "{'expires':'2030-01-04T00:00:00Z'} | expires       | 2030-01-04T00:00:00Z",
                "{'expires':'2030-02-02T12:00:00Z'} | expires       | 2030-02-02T12:00:00Z",
                "{'max_budget':null}              | max_budget      | 3",
                "{'soft_budget':99}               | soft_budget     | 99",
            })
    void whatANewKeyDoesNotSayTheConfigurationSays(String body, String field, String value) {
        assertThat(made(body).text(field)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'max_budget':10.500000001} | max_budget is over max limit set in config - user_value=10.500000001; max_value=10.5",
                "{'rpm_limit':101}           | rpm_limit is over max limit set in config - user_value=101; max_value=100",
                "{'max_parallel_requests':6} | max_parallel_requests is over max limit set in config - user_value=6; max_value=5",
                "{'duration':'31d'}          | duration is over max limit set in config - user_value=31d; max_value=30d",
                "{'duration':'-1'}           | duration is over max limit set in config - user_value=-1; max_value=30d",
                "{'budget_duration':'8d'}    | budget_duration is over max limit set in config - user_value=8d; max_value=7d",
                "{'expires':'2030-02-02T12:00:01Z'} | expires is over max limit set in config - user_value=2030-02-02T12:00:01Z; max_value=30d",
                "{'budget_duration':'soon'}  | budget_duration is 'soon' (expected a number and s, m, h, d, w or mo, such as 30s, 1h, 1d, 7d or 1mo)",
            })
    void andNoKeyIsMoreThanItAllows(String body, String message) {
        String refusal = made(body).refusal();

        assertThat(refusal).startsWith("400 ").endsWith(": " + message);
    }

    /** Or who may change a key could have what nobody may have. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/key/update | 'max_budget':11         | 400 max_budget",
                "/key/update | 'rpm_limit':101         | 400 rpm_limit",
                "/key/update | 'duration':'60d'        | 400 duration",
                "/key/update | 'duration':'-1'         | 400 duration",
                "/key/update | 'expires':'2031-01-01T00:00:00Z' | 400 expires",
                "/key/update | 'budget_duration':'1mo' | 400 budget_duration",
                "/key/regenerate | 'max_budget':11     | 400 max_budget",
                "/key/regenerate | 'duration':'-1'     | 400 duration",
                "/key/update | 'max_budget':10         | 200",
                "/key/update | 'tpm_limit':100000      | 200",
                "/key/regenerate | 'rpm_limit':99      | 200",
            })
    void aKeyThatIsThereDoesNotBecomeMoreEither(String path, String field, String outcome) {
        made("{'key':'sk-bounded-1'}");

        assertThat(desk.post(path, "{'key':'sk-bounded-1'," + field + "}").outcome())
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "max_budget, 10.5",
        "rpm_limit, 100",
        "budget_duration, 7d",
        "expires, 2030-02-02T12:00:00Z",
    })
    void aLimitThatIsTakenAwayIsTheMostThatItMayBe(String field, String left) {
        made("{'key':'sk-bounded-1','max_budget':1,'rpm_limit':1,'duration':'1h','budget_duration':'1d'}");

        assertThat(desk.post("/key/update", "{'key':'sk-bounded-1','" + field + "':null}")
                        .text(field))
                .isEqualTo(left);
    }

    @Test
    void aChangeOfSomethingElseLeavesLimitsAlone() {
        made("{'key':'sk-bounded-1','max_budget':1,'duration':'1h'}");

        Reply changed = desk.post("/key/update", "{'key':'sk-bounded-1','key_alias':'other','duration':null}");

        assertThat(changed.text("max_budget")).isEqualTo("1");
        assertThat(changed.text("expires")).isEqualTo("2030-01-03T13:00:00Z");
        assertThat(changed.text("rpm_limit")).isEqualTo("100");
    }

    @Test
    void aNewTeamHasWhatTheConfigurationSaysButModels() {
        Reply team = desk.post("/team/new", "{'team_id':'t','rpm_limit':1,'max_budget':null}");

        assertThat(team.text("max_budget")).isEqualTo("20");
        assertThat(team.text("rpm_limit")).isEqualTo("1");
        assertThat(team.list("models")).isEmpty();
    }

    @Test
    void aNewUserHasItToo() {
        Reply user = desk.post("/user/new", "{'user_id':'u','auto_create_key':false}");

        assertThat(user.text("user_role")).isEqualTo("internal_user_viewer");
        assertThat(user.text("max_budget")).isEqualTo("4");
        assertThat(user.object()).doesNotContainKey("available_teams");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy_admin", "proxy_admin_viewer"})
    void unlessAnAdministrator(String role) {
        Reply user = desk.post("/user/new", "{'user_id':'u','auto_create_key':false,'user_role':'" + role + "'}");

        assertThat(user.text("user_role")).isEqualTo(role);
        assertThat(user.at("max_budget")).isNull();
    }

    /** A second try of the same request must not find half of the first. */
    @Test
    void aUserWhoseKeyCannotBeMadeIsNotMadeEither() {
        assertThat(desk.post("/user/new", "{'user_id':'u','duration':'60d'}").outcome())
                .isEqualTo("400 duration");
        assertThat(desk.get("/user/info?user_id=u").outcome()).isEqualTo("404 user_id");
    }
}
