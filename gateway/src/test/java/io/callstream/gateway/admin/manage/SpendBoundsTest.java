package io.callstream.gateway.admin.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.KeyHash;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spending at its boundaries: days, periods, resets, prices, and questions that are too large. */
class SpendBoundsTest {
    private static final String KEY = "sk-spender-1";
    private static final String HASH = KeyHash.of(KEY).hex();

    private final Desk desk = new Desk("""
        model_list:
          - {model_name: large, litellm_params: {model: openai/gpt-4o}}
          - {model_name: own, litellm_params: {model: openai/x, input_cost_per_token: 0.000001, output_cost_per_token: 0.0000000005}}
        router_settings: {provider_budget_config: {openai: {budget_limit: 5, time_period: 1d}, azure: {budget_limit: 0.5, time_period: 7d}}}
        general_settings: {master_key: sk-master}
        """);

    @BeforeEach
    void spending() {
        desk.spent("2029-12-31", HASH, "core", "ann", 8_000_000_000L);
        desk.spent("2030-01-01", HASH, "core", "ann", 4_000_000_000L);
        desk.spent("2030-01-02", HASH, "core", "ann", 2_000_000_000L);
        desk.spent("2030-01-03", HASH, "core", "ann", 1_000_000_001L);
    }

    private String spend(String fields) {
        desk.clock.is("2029-12-30T00:00:00Z");
        desk.done("/key/generate", "{'key':'" + KEY + "'" + fields + "}");
        desk.clock.is(Desk.NOW);
        return desk.get("/key/info?key=" + KEY).object("info").get("spend").toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                          | 15.000000001",
                ",'max_budget':1,'budget_duration':'1d'      | 1.000000001",
                ",'max_budget':1,'budget_duration':'7d'      | 15.000000001",
                ",'max_budget':1,'budget_duration':'30d'     | 7.000000001",
                ",'max_budget':1,'budget_duration':'1mo'     | 7.000000001",
                ",'spend':0.5                                | 15.500000001",
                ",'spend':0.5,'budget_duration':'1mo'        | 7.000000001",
            })
    void whatIsShownIsWhatWasSpentSinceThePeriodBegan(String fields, String spend) {
        assertThat(spend(fields)).isEqualTo(spend);
    }

    @Test
    void aResetBeginsWithTheDayInWhichItIs() {
        spend("");
        desk.done("/global/spend/reset", "{}");

        assertThat(desk.get("/key/info?key=" + KEY).object("info").get("spend")).hasToString("1.000000001");
        desk.clock.is("2030-01-05T00:00:00Z");
        desk.done("/global/spend/reset", "{}");
        assertThat(desk.get("/key/info?key=" + KEY).object("info").get("spend")).hasToString("0.0");
    }

    /** Whoever may look could else make the gateway write millions of empty days. */
    @ParameterizedTest
    @CsvSource({
        "2030-01-03, 4",
        "2030-01-05, 6",
        "2031-01-04, 370",
        "2031-01-05, 370",
        "9999-12-31, 370",
    })
    void emptyDaysBehindTheLastOneAreBounded(String end, int days) {
        assertThat(desk.get("/spend/logs?start_date=2029-12-31&end_date=" + end).list())
                .hasSize(days);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2030-13-01", "2030-02-30", "20300101", "1", "9"})
    void aTimeThatIsNoneIsNamed(String time) {
        assertThat(desk.post("/global/spend/end_users", "{'startTime':'" + time + "'}")
                        .refusal())
                .isEqualTo(
                        "400 startTime: startTime is not what it must be (expected such as 2026-11-26 or 2026-11-26T10:00:00Z)");
        assertThat(desk.post("/global/spend/end_users", "{'endTime':'" + time + "'}")
                        .outcome())
                .isEqualTo("400 endTime");
        assertThat(desk.get("/global/spend?start_date=" + time).refusal())
                .isEqualTo("400 start_date: start_date is not what it must be (expected such as 2026-11-26)");
    }

    @ParameterizedTest
    @CsvSource({
        "2030-01-02, 2030-01-02, 2.0",
        "2030-01-02T23:59:59Z, 2030-01-03T00:00:00Z, 3.000000001",
        "2030-01-04, 2030-01-05, 0",
    })
    void daysAreCountedWhole(String from, String to, String spend) {
        Reply users = desk.post("/global/spend/end_users", "{'startTime':'" + from + "','endTime':'" + to + "'}");

        assertThat(
                        users.list().isEmpty()
                                ? "0"
                                : Reply.each(users.list(), "total_spend").get(0).toString())
                .isEqualTo(spend);
    }

    @ParameterizedTest
    @CsvSource({
        "start_date=2030-01-02&end_date=2030-01-03, 3.000000001",
        "start_date=2030-01-03,                     1.000000001",
        "end_date=2029-12-31,                       8.0",
        "start_date=2030-01-04,                     0.0",
        "start_date=2030-01-03&end_date=2030-01-01, 0.0",
        "x=y,                                       15.000000001",
    })
    void bothDaysCount(String query, String spend) {
        assertThat(desk.get("/global/spend?" + query).text("spend")).isEqualTo(spend);
    }

    @Test
    void whatProvidersHaveCostIsThatOfTheirPeriod() {
        Reply budgets = desk.get("/provider/budgets");

        assertThat(budgets.object("providers").toString())
                .isEqualTo(
                        "{azure={budget_limit=0.5, time_period=7d, spend=0.0, budget_reset_at=2030-01-07T00:00:00Z},"
                                + " openai={budget_limit=5.0, time_period=1d, spend=1.000000001, budget_reset_at=2030-01-04T00:00:00Z}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'completion_response':{'model':'own','usage':{'prompt_tokens':1000,'completion_tokens':0}}}    | 0.001",
                "{'completion_response':{'model':'own','usage':{'prompt_tokens':0,'completion_tokens':3}}}       | 0.000000002",
                "{'completion_response':{'model':'own','usage':{'prompt_tokens':0,'completion_tokens':4}}}       | 0.000000002",
                "{'completion_response':{'model':'large','usage':{'prompt_tokens':4,'completion_tokens':3}}}     | 0.00004",
                "{'completion_response':{'model':'gpt-4o','usage':{'prompt_tokens':4,'completion_tokens':3}}}    | 0.00004",
                "{'completion_response':{'model':'openai/gpt-4o','usage':{'prompt_tokens':4,'completion_tokens':3}}} | 0.00004",
            })
    void aCostIsExactToTheNanoDollar(String body, String cost) {
        assertThat(new java.math.BigDecimal(desk.post("/spend/calculate", body).text("cost")))
                .isEqualByComparingTo(cost);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                    | model: Bad Request - Either 'model' or 'completion_response' must be provided",
                "{'model':'large'}                     | messages: Bad Request - messages must be provided if 'model' is provided",
                "{'completion_response':{'usage':{}}}  | completion_response: completion_response names no model",
                "{'model':'nobodys','messages':[{'role':'user','content':'Hi'}]} | model: No price is known for nobodys (give the entry input_cost_per_token and output_cost_per_token, or model_info.base_model)",
            })
    void whatCannotBeCalculatedIsSaid(String body, String says) {
        assertThat(desk.post("/spend/calculate", body).refusal()).isEqualTo("400 " + says);
    }

    @Test
    void aPromptCostsWhatItsTokensCost() {
        Reply cost = desk.post("/spend/calculate", "{'model':'large','messages':[{'role':'user','content':'Hello'}]}");

        assertThat(new java.math.BigDecimal(cost.text("cost"))).isPositive();
    }
}
