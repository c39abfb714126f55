package io.callstream.gateway.admin.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SpendRecord;
import io.callstream.events.topic.TopicCatalogue;
import io.callstream.gateway.auth.Admission;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.config.KeyHash;
import io.callstream.gateway.config.KeyManagement;
import io.callstream.gateway.config.Models;
import io.callstream.gateway.config.PricesConfig;
import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.identity.Grant;
import io.callstream.gateway.identity.Identities;
import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.BudgetPeriod;
import io.callstream.gateway.route.Routes;
import io.callstream.gateway.server.Page;
import io.callstream.gateway.server.PageRequest;
import io.callstream.gateway.server.PageServices;
import io.callstream.gateway.usage.Pricing;
import io.callstream.gateway.usage.TokenCounter;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Problems;
import io.callstream.table.MemoryTables;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The spend pages over a ledger of two days. */
class SpendPagesTest {
    private static final Instant NOW = Instant.parse("2030-01-03T12:00:00Z");
    private static final String KEY = "a".repeat(64);
    private static final String OTHER = "b".repeat(64);
    private static final String DAYS = "start_date=2030-01-01&end_date=2030-01-03";

    private final List<SpendRecord> written = new ArrayList<>();
    private final SpendBook book =
            new SpendBook(value -> Optional.of(written.get(value[0])), follower -> follower.begin());
    private final Identities identities = new Identities(new MemoryTables().kept(TopicCatalogue.identity()));
    private final PageServices api = ManagementApi.of(
            identities,
            book,
            new ManagementApi.Settings(
                    new KeyManagement(Optional.of(KeyHash.of("sk-master")), true),
                    Map.of("openai", Budget.of(5_000_000_000L, BudgetPeriod.parse("30d"))),
                    new ManagementApi.ModelDesk(none(), null, () -> {})),
            new CallPrices(
                    new Routes(List.of()),
                    Pricing.load(new PricesConfig(Optional.empty()), List.of()),
                    new TokenCounter()),
            Clock.fixed(NOW, ZoneOffset.UTC),
            new Random(1),
            Runnable::run);

    private static Models none() {
        String yaml = "model_list: [{model_name: m, litellm_params: {model: openai/m}}]";
        return GatewayConfig.read(new ConfigFile(name -> Optional.empty()).parse(yaml, "test", new Problems()))
                .models();
    }

    @BeforeEach
    void ledger() {
        book.rows("0", "9");
        write(row("2030-01-01", KEY, "gpt", 1_000_000_000L).setTeamId("core").setUserId("ann"));
        write(row("2030-01-02", KEY, "claude", 500_000_000L).setTags(List.of("x", "y")));
        write(row("2030-01-02", OTHER, "gpt", 250_000_000L).setEndUser("bob").setTags(List.of("x")));
    }

    @Test
    void logsOfDaysAreSummedByKeyUserAndModelAndFilledWithZeros() {
        List<Map<String, Object>> days = list("/spend/logs", DAYS);

        assertThat(days).hasSize(3);
        assertThat(days.get(0))
                .containsEntry("startTime", "2030-01-01")
                .containsEntry(KEY, number("1.0"))
                .containsEntry("users", Map.of("ann", number("1.0")))
                .containsEntry("models", Map.of("gpt", number("1.0")));
        assertThat(days.get(1)).containsEntry("spend", number("0.75")).containsEntry(OTHER, number("0.25"));
        assertThat(days.get(2)).containsEntry("startTime", "2030-01-03").containsEntry("spend", 0L);
        assertThat(list("/spend/logs", DAYS + "&api_key=" + OTHER).get(0)).containsEntry("spend", number("0.25"));
        assertThat(list("/spend/logs", DAYS + "&user_id=nobody")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "request_id=chatcmpl-1", "api_key=sk-12345678", DAYS + "&summarize=false"})
    void rowsOfCallsAreNotKeptAndTheAnswerSaysWhereTheyAre(String query) {
        Page page = get("/spend/logs", query);

        assertThat(page.status()).isEqualTo(501);
        assertThat(new String(page.body(), StandardCharsets.UTF_8))
                .contains("not_implemented_error", "callstream sql", "start_date");
        assertThat(get("/spend/logs/v2", query).status()).isEqualTo(501);
    }

    @Test
    void theReportIsByTeamCustomerOrKey() {
        assertThat(list("/global/spend/report", DAYS).get(0))
                .containsEntry("group_by_day", "2030-01-01")
                .extracting("teams")
                .asString()
                .contains("team_name=Unassigned Team", "total_spend=1.0", "model=gpt", "total_tokens=15");
        assertThat(list("/global/spend/report", DAYS + "&group_by=customer")
                        .get(1)
                        .toString())
                .contains("customer=bob", "total_spend=0.25");
        assertThat(list("/global/spend/report", DAYS + "&group_by=api_key").get(0))
                .containsEntry("api_key", KEY)
                .containsEntry("total_cost", number("1.5"))
                .containsEntry("total_input_tokens", 20L);
        assertThat(list("/global/spend/report", DAYS + "&internal_user_id=ann")).hasSize(1);
        assertThat(get("/global/spend/report", DAYS + "&group_by=moon").status())
                .isEqualTo(400);
        assertThat(get("/global/spend/report", "").status()).isEqualTo(400);
    }

    @Test
    void tagsProvidersAndEndUsersAreSummed() {
        assertThat(object(get("/global/spend/tags", DAYS)).get("spend_per_tag").toString())
                .contains("name=x, spend=0.75, log_count=2", "name=y, spend=0.5, log_count=1");
        assertThat(object(get("/global/spend/tags", DAYS + "&tags=y")).toString())
                .doesNotContain("name=x");
        assertThat(object(get("/global/spend/all_tag_names", ""))).containsEntry("tag_names", List.of("x", "y"));
        assertThat(list("/global/spend/provider", DAYS).get(0)).containsEntry("provider", "openai");
        assertThat(object(get("/global/all_end_users", ""))).containsEntry("end_users", List.of("bob"));
        assertThat(new String(ask("POST", "/global/spend/end_users", "", "{\"api_key\":\"" + OTHER + "\"}")
                        .body()))
                .isEqualTo("[{\"end_user\":\"bob\",\"total_count\":1,\"total_spend\":0.25}]");
        assertThat(list("/global/spend/logs", "api_key=" + OTHER).get(0))
                .containsEntry("date", "2030-01-02")
                .containsEntry("spend", number("0.25"));
    }

    @Test
    void activityIsByDay() {
        assertThat(object(get("/global/activity", DAYS)))
                .containsEntry("sum_api_requests", 3L)
                .containsEntry("sum_total_tokens", 45L)
                .extracting("daily_data")
                .asString()
                .contains("date=Jan 01, api_requests=1, total_tokens=15");
        assertThat(list("/global/activity/model", DAYS)).hasSize(2);
        Map<String, Object> daily = object(get("/user/daily/activity", DAYS + "&user_id=ann"));
        assertThat(daily.get("metadata").toString())
                .contains("total_spend=1.0", "total_api_requests=1", "has_more=false");
        assertThat(daily.get("results").toString()).contains("date=2030-01-01", "providers={openai=");
        assertThat(object(get("/tag/daily/activity", DAYS + "&tags=y"))
                        .get("metadata")
                        .toString())
                .contains("total_spend=0.5");
    }

    @Test
    void anOrganizationHasSpentWhatItsTeamsAndKeysHave() {
        Fields ofAcme = new Fields(Map.of("organization_id", "acme"));
        identities.save(new Entity(EntityKind.ORGANIZATION, "acme", Fields.NONE));
        identities.save(new Entity(EntityKind.TEAM, "core", ofAcme));
        identities.save(new Entity(EntityKind.KEY, OTHER, ofAcme));

        assertThat(object(get("/organization/info", "organization_id=acme"))).containsEntry("spend", number("1.25"));
        Map<String, Object> daily = object(get("/organization/daily/activity", DAYS + "&organization_ids=acme"));
        assertThat(daily.get("metadata").toString()).contains("total_spend=1.25", "total_api_requests=2");
        assertThat(daily.get("results").toString()).contains("entities={acme=");
        assertThat(object(get("/organization/daily/activity", DAYS + "&organization_ids=other"))
                        .get("results"))
                .isEqualTo(List.of());
    }

    @Test
    void tagsAndProvidersHaveSpentWhatTheirCallsHave() {
        identities.save(new Entity(EntityKind.TAG, "x", Fields.NONE));

        assertThat(list("/tag/list", "")).extracting("name").containsExactly("x", "y");
        assertThat(object(ask("POST", "/tag/info", "", "{\"names\":[\"x\"]}"))
                        .get("x")
                        .toString())
                .contains("spend=0.75");
        assertThat(object(get("/provider/budgets", "")).get("providers").toString())
                .contains("openai={budget_limit=5.0", "spend=1.75", "budget_reset_at=2030-02-01T00:00:00Z");
    }

    @Test
    void aPriceIsCalculatedBeforeAndAfterACall() {
        Map<String, Object> after = object(
                ask(
                        "POST",
                        "/spend/calculate",
                        "",
                        "{\"completion_response\":{\"model\":\"gpt-4o\",\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":100}}}"));
        Map<String, Object> before = object(ask(
                "POST",
                "/spend/calculate",
                "",
                "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello there\"}]}"));

        assertThat(after).containsEntry("cost", number("0.0035"));
        assertThat(before.get("cost").toString()).startsWith("0.0000");
        assertThat(ask("POST", "/spend/calculate", "", "{\"model\":\"gpt-4o\"}").status())
                .isEqualTo(400);
        assertThat(ask("POST", "/spend/calculate", "", "{\"model\":\"nobody/knows\",\"messages\":[]}")
                        .status())
                .isEqualTo(400);
    }

    private SpendRecord.Builder row(String day, String key, String model, long nanoUsd) {
        return SpendRecord.newBuilder()
                .setRowId(String.valueOf(written.size()))
                .setLedgerVersion("1")
                .setDay(day)
                .setKeyHash(key)
                .setModelGroup(model)
                .setProvider("openai")
                .setCalls(1)
                .setPromptTokens(10)
                .setCompletionTokens(5)
                .setCostNanoUsd(nanoUsd)
                .setLastEventTime(NOW);
    }

    private void write(SpendRecord.Builder row) {
        written.add(row.build());
        book.record(String.valueOf(written.size()), new byte[] {(byte) (written.size() - 1)});
    }

    private Page get(String path, String query) {
        return ask("GET", path, query, "");
    }

    private Page ask(String method, String path, String query, String body) {
        Map<String, String> fields = new HashMap<>();
        for (String each : query.isEmpty() ? new String[0] : query.split("&")) {
            fields.put(each.split("=")[0], each.split("=")[1]);
        }
        PageRequest request =
                new PageRequest(path, "", fields, Slice.of(body), new Admission.Admitted(null, Grant.MASTER));
        return api.byPath().get(path).get(method).answer(request);
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> list(String path, String query) {
        Page page = get(path, query);
        assertThat(page.status()).as(new String(page.body())).isEqualTo(200);
        try {
            return (List<Map<String, Object>>)
                    PlainValues.read(Slice.of(new String(page.body(), StandardCharsets.UTF_8)));
        } catch (InvalidJsonException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Object> object(Page page) {
        String body = new String(page.body(), StandardCharsets.UTF_8);
        assertThat(page.status()).as(body).isEqualTo(200);
        try {
            return PlainValues.readObject(Slice.of(body));
        } catch (InvalidJsonException e) {
            throw new AssertionError(e);
        }
    }

    private static Object number(String text) {
        return new java.math.BigDecimal(text);
    }
}
