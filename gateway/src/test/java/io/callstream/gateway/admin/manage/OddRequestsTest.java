package io.callstream.gateway.admin.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SpendRecord;
import io.callstream.events.topic.TopicCatalogue;
import io.callstream.gateway.auth.Admission;
import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.config.KeyHash;
import io.callstream.gateway.config.KeyManagement;
import io.callstream.gateway.config.PricesConfig;
import io.callstream.gateway.identity.Grant;
import io.callstream.gateway.identity.Identities;
import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.BudgetPeriod;
import io.callstream.gateway.odd.OddJson;
import io.callstream.gateway.route.Routes;
import io.callstream.gateway.server.Page;
import io.callstream.gateway.server.PageRequest;
import io.callstream.gateway.server.PageServices;
import io.callstream.gateway.usage.Pricing;
import io.callstream.gateway.usage.TokenCounter;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import io.callstream.table.MemoryTables;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is asked of the management API: it is done, or refused by the name of what is wrong, and never the gateway's fault. */
class OddRequestsTest {
    private static final Instant NOW = Instant.parse("2030-01-03T12:00:00Z");
    private static final long SEED = 20_261_128;
    private static final int OF_A_PLACE = 7;
    private static final Map<String, String> DAYS = Map.of("start_date", "2030-01-01", "end_date", "2030-01-03");
    private static final String KEY = "sk-odd-1234567890abcdef";
    private static final String LIMITS = "'max_budget':10.5,'budget_duration':'30d','tpm_limit':1000,'rpm_limit':10,"
            + "'max_parallel_requests':2,'soft_budget':5,'metadata':{'a':{'b':1}},'models':['m'],'blocked':false,"
            + "'model_max_budget':{'m':{'budget_limit':1.5,'time_period':'1d'}},'model_rpm_limit':{'m':5},"
            + "'model_tpm_limit':{'m':50},'tags':['x']";

    private final GatewayConfig config =
            CallRig.config("model_list: [{model_name: m, litellm_params: {model: openai/m}}]\n");
    private final SpendBook book = new SpendBook(value -> Optional.<SpendRecord>empty(), follower -> follower.begin());
    private final PageServices api = ManagementApi.of(
            new Identities(new MemoryTables().kept(TopicCatalogue.identity())),
            book,
            new ManagementApi.Settings(
                    new KeyManagement(Optional.of(KeyHash.of("sk-master")), true),
                    Map.of("openai", Budget.of(5_000_000_000L, BudgetPeriod.parse("30d"))),
                    new ManagementApi.ModelDesk(config.models(), null, () -> {})),
            new CallPrices(
                    new Routes(List.of()),
                    Pricing.load(new PricesConfig(Optional.empty()), List.of()),
                    new TokenCounter()),
            Clock.fixed(NOW, ZoneOffset.UTC),
            new Random(1),
            Runnable::run);

    @BeforeEach
    void somebodyIsThere() {
        assertDone("/organization/new", "{'organization_alias':'org','organization_id':'org','models':['m']}");
        assertDone("/team/new", "{'team_id':'core','team_alias':'Core','organization_id':'org'}");
        assertDone("/user/new", "{'user_id':'ann','user_email':'ann@example.com','auto_create_key':false}");
        assertDone("/customer/new", "{'user_id':'bob'}");
        assertDone("/budget/new", "{'budget_id':'small','max_budget':1}");
        assertDone("/tag/new", "{'name':'x'}");
        assertDone("/key/generate", "{'key':'" + KEY + "','key_alias':'odd','team_id':'core'}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/key/generate | {'key_alias':'a','duration':'30d','user_id':'ann','team_id':'core','budget_id':'small',"
                        + "'allowed_routes':['llm_api_routes'],'key_type':'default','permissions':{'a':true},'aliases':{'m':'n'},"
                        + "'guardrails':['g'],'send_invite_email':false,'budget_limits':[{'budget_duration':'1d','max_budget':2}],LIMITS}",
                "/key/update | {'key':'sk-odd-1234567890abcdef','key_alias':'b','duration':'1h','spend':1.5,"
                        + "'temp_budget_increase':5,'temp_budget_expiry':'2030-02-01T00:00:00Z','team_id':'core',LIMITS}",
                "/key/regenerate | {'key':'sk-odd-1234567890abcdef','duration':'1d','new_key':'sk-new-1234567890abcdef',LIMITS}",
                "/key/block | {'key':'sk-odd-1234567890abcdef'}",
                "/key/unblock | {'key':'sk-odd-1234567890abcdef'}",
                "/key/delete | {'keys':['sk-odd-1234567890abcdef'],'key_aliases':['odd']}",
                "/key/health | {'a':1}",
                "/team/new | {'team_id':'t','team_alias':'T','organization_id':'org','members_with_roles':[{'role':'admin','user_id':'ann'}],"
                        + "'admins':['ann'],'members':['ann'],'model_aliases':{'a':'m'},'team_member_budget':3,LIMITS}",
                "/team/update | {'team_id':'core','team_alias':'D','team_member_budget':3,LIMITS}",
                "/team/member_add | {'team_id':'core','member':[{'role':'user','user_id':'ann','user_email':'a@b.c'}],'max_budget_in_team':5}",
                "/team/member_update | {'team_id':'core','user_id':'ann','role':'admin','max_budget_in_team':5,'tpm_limit':1,'rpm_limit':1}",
                "/team/member_delete | {'team_id':'core','user_id':'ann','user_email':'ann@example.com'}",
                "/team/block | {'team_id':'core'}",
                "/team/delete | {'team_ids':['core']}",
                "/user/new | {'user_id':'u','user_email':'u@example.com','user_role':'internal_user','user_alias':'U','auto_create_key':true,"
                        + "'teams':['core'],'organizations':['org'],'send_invite_email':false,'duration':'1d','key_alias':'k',LIMITS}",
                "/user/update | {'user_id':'ann','user_role':'proxy_admin','spend':1,'user_email':'b@example.com','password':'p',LIMITS}",
                "/user/delete | {'user_ids':['ann']}",
                "/customer/new | {'user_id':'c','alias':'C','blocked':false,'max_budget':1,'budget_id':'small',"
                        + "'default_model':'m','allowed_model_region':'eu'}",
                "/customer/update | {'user_id':'bob','alias':'C','blocked':true,'max_budget':1,'budget_duration':'1d'}",
                "/customer/block | {'user_ids':['bob']}",
                "/customer/delete | {'user_ids':['bob']}",
                "/budget/new | {'budget_id':'b',LIMITS}",
                "/budget/update | {'budget_id':'small',LIMITS}",
                "/budget/info | {'budgets':['small']}",
                "/budget/delete | {'id':'small'}",
                "/organization/new | {'organization_alias':'o','organization_id':'o','budget_id':'small',LIMITS}",
                "/organization/update | {'organization_id':'org','organization_alias':'p',LIMITS}",
                "/organization/member_add | {'organization_id':'org','member':{'role':'org_admin','user_id':'ann'},"
                        + "'max_budget_in_organization':5}",
                "/organization/member_update | {'organization_id':'org','user_id':'ann','role':'internal_user'}",
                "/organization/member_delete | {'organization_id':'org','user_id':'ann'}",
                "/organization/info | {'organizations':['org']}",
                "/organization/delete | {'organization_ids':['org']}",
                "/tag/new | {'name':'y','description':'d','models':['m'],'max_budget':1,'budget_duration':'1d'}",
                "/tag/update | {'name':'x','description':'d',LIMITS}",
                "/tag/info | {'names':['x']}",
                "/tag/delete | {'name':'x'}",
                "/spend/calculate | {'model':'m','messages':[{'role':'user','content':'Hi'}],"
                        + "'completion_response':{'model':'m','usage':{'prompt_tokens':7,'completion_tokens':8}}}",
                "/global/spend/end_users | {'api_key':'sk-1','startTime':'2030-01-01','endTime':'2030-01-03'}",
                "/global/spend/reset | {'a':1}",
                "/callstream/import | {'kind':'key','rows':[{'token':'a','key_alias':'k','spend':1,'max_budget':2}]}",
                "/model/new | {'model_name':'n','litellm_params':{'model':'openai/n'},'model_info':{'id':'n'}}",
                "/credentials | {'credential_name':'c','credential_values':{'api_key':'k'},'credential_info':{'a':'b'}}",
            })
    void whatIsPostedIsDoneOrRefused(String path, String body) {
        JsonValue good = OddJson.read(json(body.replace("LIMITS", LIMITS)));
        for (OddJson.Variant odd : OddJson.some(good, OF_A_PLACE, SEED)) {
            assertNoFault(ask("POST", path, Map.of(), odd.json().toString(), odd), odd);
        }
    }

    @Test
    void whatIsAskedIsShownOrRefused() {
        List<String> names = List.of(
                "start_date",
                "end_date",
                "page",
                "size",
                "page_size",
                "sort_by",
                "sort_order",
                "status",
                "expires",
                "api_key",
                "key",
                "user_id",
                "user_ids",
                "team_id",
                "team_ids",
                "organization_id",
                "organization_ids",
                "group_by",
                "model",
                "search",
                "key_alias",
                "key_hash",
                "return_full_object",
                "end_user_ids",
                "tags",
                "customer_id",
                "end_user_id",
                "budget_id",
                "limit",
                "request_id",
                "role",
                "user_email",
                "summarize");
        List<String> values = List.of(
                " ",
                "0",
                "-1",
                "2147483648",
                "99999999999999999999",
                "x",
                "spend",
                "max_budget",
                "asc",
                "true",
                "2030-01-01",
                "2030-02-30",
                "+292278994-08-17",
                "0000-00-00",
                "a,b,,",
                "%",
                "'\"\u0000",
                "sk-1");
        for (String path : api.byPath().keySet()) {
            if (api.byPath().get(path).containsKey("GET")) {
                for (String name : names) {
                    for (String value : values) {
                        Map<String, String> query = new HashMap<>(DAYS);
                        query.put(name, value);
                        assertNoFault(ask("GET", path, query, "", query), path + " " + query);
                    }
                }
            }
        }
    }

    /** A number that no counter holds is refused, and not kept as another one. */
    @ParameterizedTest
    @CsvSource({
        "tpm_limit, 1e400",
        "tpm_limit, 1e20",
        "rpm_limit, 9223372036854775808",
        "rpm_limit, 1.5",
        "rpm_limit, -1",
        "max_parallel_requests, 1e19",
        "max_budget, 1e400",
        "max_budget, -0.01",
        "max_budget, 1e-400",
        "soft_budget, 123456789012345678901234567890",
    })
    void aNumberThatCannotBeIsRefusedByItsName(String field, String number) {
        Page page = ask("POST", "/key/generate", Map.of(), "{\"" + field + "\":" + number + "}", field);

        assertThat(page.status()).as("%s", text(page)).isEqualTo(400);
        assertThat(text(page)).contains(field);
    }

    @ParameterizedTest
    @CsvSource({"tpm_limit, 1e3, 1E+3", "tpm_limit, 10.0, 10", "rpm_limit, 0, 0", "max_budget, 1e2, 1"})
    void aWholeNumberMayBeWrittenInAnyWay(String field, String number, String kept) {
        Page page = ask("POST", "/key/generate", Map.of(), "{\"" + field + "\":" + number + "}", field);

        assertThat(page.status()).as("%s", text(page)).isEqualTo(200);
        assertThat(text(page)).contains("\"" + field + "\":" + kept);
    }

    @ParameterizedTest
    @CsvSource({
        "duration, 99999999999999999d",
        "duration, 9223372036854775807s",
        "duration, -1d",
        "duration, 1y",
        "duration, d",
        "duration, 1.5h",
        "budget_duration, 99999999999999999d",
        "budget_duration, 0s",
        "expires, tomorrow",
        "expires, 2030-02-30T00:00:00Z",
        "temp_budget_expiry, 2030-02-01",
    })
    void aTimeThatCannotBeIsRefusedByItsName(String field, String said) {
        String body = "{\"" + field + "\":\"" + said + "\",\"temp_budget_increase\":1"
                + (field.startsWith("temp") ? "" : ",\"temp_budget_expiry\":\"2030-02-01T00:00:00Z\"") + "}";
        Page page = ask("POST", "/key/generate", Map.of(), body, field);

        assertThat(page.status()).as("%s", text(page)).isEqualTo(400);
        assertThat(text(page)).contains(field);
    }

    @Test
    void keysAreOrderedByWhateverTheySay() {
        assertDone("/key/generate", "{'key_alias':'z','max_budget':2.5,'spend':1.25}");
        assertDone("/key/generate", "{'max_budget':2,'spend':1}");
        for (String by :
                List.of("spend", "max_budget", "created_at", "updated_at", "key_alias", "user_id", "expires")) {
            for (String order : List.of("asc", "desc")) {
                Map<String, String> query = Map.of("sort_by", by, "sort_order", order, "return_full_object", "true");

                assertNoFault(ask("GET", "/key/list", query, "", by), by + " " + order);
            }
        }
    }

    private void assertDone(String path, String body) {
        Page page = ask("POST", path, Map.of(), json(body), path);
        assertThat(page.status()).as("%s: %s", path, text(page)).isEqualTo(200);
    }

    private static void assertNoFault(Page page, Object asked) {
        assertThat(page.status() < 500 || page.status() == 501)
                .as("%d %s to %s", page.status(), text(page), asked)
                .isTrue();
        if (page.status() >= 400) {
            JsonValue.Obj error = ((JsonValue.Obj) OddJson.read(text(page))).object("error");
            assertThat(error).as("%s to %s", text(page), asked).isNotNull();
            assertThat(error.text("message")).as("%s", asked).isNotBlank().hasSizeLessThan(1_500);
        }
    }

    private Page ask(String method, String path, Map<String, String> query, String body, Object asked) {
        Admission.Admitted admin = new Admission.Admitted(null, Grant.MASTER);
        try {
            return api.byPath()
                    .get(path)
                    .get(method)
                    .answer(new PageRequest(path, path.contains("*") ? "x" : "", query, Slice.of(body), admin));
        } catch (RuntimeException e) {
            throw new AssertionError(method + " " + path + " " + asked, e);
        }
    }

    private static String json(String single) {
        return single.replace('\'', '"');
    }

    private static String text(Page page) {
        return new String(page.body(), StandardCharsets.UTF_8);
    }
}
