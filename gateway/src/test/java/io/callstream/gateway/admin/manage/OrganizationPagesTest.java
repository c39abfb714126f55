package io.callstream.gateway.admin.manage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Organizations, and what they allow their teams. */
class OrganizationPagesTest {
    private final Desk desk = new Desk();

    private void acme(String more) {
        desk.done("/organization/new", "{'organization_id':'acme','organization_alias':'Acme'" + more + "}");
    }

    @Test
    void anOrganizationHasAName() {
        assertThat(desk.post("/organization/new", "{}").refusal())
                .isEqualTo("400 organization_alias: organization_alias is missing (expected the organization's name)");
        assertThat(desk.post("/organization/new", "{'organization_alias':7}").outcome())
                .isEqualTo("400 organization_alias");
        assertThat(desk.done("/organization/new", "{'organization_alias':'A'}").text("organization_id"))
                .hasSize(36);
    }

    @Test
    void itsLimitsStandInTheTableOfBudgetsAsLiteLlmHasThem() {
        acme(",'max_budget':5,'rpm_limit':2,'budget_duration':'1d'");

        assertThat(desk.get("/organization/info?organization_id=acme").object("litellm_budget_table"))
                .containsEntry("max_budget", 5L)
                .containsEntry("rpm_limit", 2L)
                .containsEntry("tpm_limit", null)
                .containsEntry("budget_reset_at", "2030-01-04T00:00:00Z");
    }

    @Test
    void aNamedBudgetIsShownThere() {
        desk.done("/budget/new", "{'budget_id':'small','max_budget':3}");
        acme(",'budget_id':'small'");

        assertThat(desk.get("/organization/info?organization_id=acme").object("litellm_budget_table"))
                .containsEntry("budget_id", "small")
                .containsEntry("max_budget", 3L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'max_budget':5      | 'max_budget':5      | 200",
                "'max_budget':5      | 'max_budget':5.000000001 | Team max_budget (5.000000001) exceeds organization max_budget (5)",
                "'max_budget':5      | 'rpm_limit':100     | 200",
                "'rpm_limit':5       | 'rpm_limit':6       | Team rpm_limit (6) exceeds organization rpm_limit (5)",
                "'tpm_limit':1000    | 'tpm_limit':1e4     | Team tpm_limit (10000) exceeds organization tpm_limit (1000)",
                "'budget_id':'small' | 'max_budget':4      | Team max_budget (4) exceeds organization max_budget (3)",
                "'budget_id':'small','max_budget':9 | 'max_budget':4 | 200",
                "'max_budget':2      | 'budget_id':'small' | Team max_budget (3) exceeds organization max_budget (2)",
                "'models':[]         | 'models':['x']      | 200",
                "'models':['a']      | 'models':[]         | 200",
                "'models':['a']      | 'models':['a']      | 200",
                "'models':['a']      | 'models':['a','b']  | Cannot give access to model=b. The organization can only access models=[a]",
                "'models':['a']      | 'models':['all-minilm'] | Cannot give access to model=all-minilm. The organization can only access models=[a]",
                "'models':['a']      | 'models':['all-team-models'] | 200",
                "'models':['a']      | 'models':['no-default-models'] | 200",
                "'models':['openai/*'] | 'models':['openai/gpt'] | 200",
                "'models':['openai/*'] | 'models':['azure/gpt']  | Cannot give access to model=azure/gpt. The organization can only access models=[openai/*]",
                "'models':['openai/*'] | 'models':['*']          | Cannot give access to model=*. The organization can only access models=[openai/*]",
                "'models':['*']        | 'models':['azure/gpt']  | 200",
                "'models':['all-proxy-models'] | 'models':['x']  | 200",
            })
    void aTeamStatesNoMoreThanItsOrganizationHas(String organization, String team, String outcome) {
        desk.done("/budget/new", "{'budget_id':'small','max_budget':3}");
        acme("," + organization);
        desk.done("/team/new", "{'team_id':'there','organization_id':'acme'}");

        Reply made = desk.post("/team/new", "{'organization_id':'acme'," + team + "}");
        Reply changed = desk.post("/team/update", "{'team_id':'there'," + team + "}");

        for (Reply each : List.of(made, changed)) {
            assertThat(each.status() == 200 ? "200" : each.refusal()).endsWith(outcome);
        }
    }

    @Test
    void norDoesATeamThatMovesThere() {
        acme(",'models':['a'],'max_budget':1");
        desk.done("/team/new", "{'team_id':'core','models':['b']}");

        assertThat(desk.post("/team/update", "{'team_id':'core','organization_id':'acme'}")
                        .outcome())
                .isEqualTo("400 models");
        assertThat(desk.post("/team/update", "{'team_id':'core','organization_id':'gone'}")
                        .refusal())
                .isEqualTo("404 organization_id: Organization not found, passed organization_id=gone");
        desk.done("/team/update", "{'team_id':'core','organization_id':'acme','models':['a']}");
        assertThat(desk.post("/team/model/add", "{'team_id':'core','models':['b']}")
                        .outcome())
                .isEqualTo("400 models");
    }

    @Test
    void itGoesWithItsTeamsAndAllKeys() {
        acme("");
        desk.done("/team/new", "{'team_id':'core','organization_id':'acme'}");
        desk.done("/key/generate", "{'key':'sk-of-core-1','team_id':'core'}");
        desk.done("/key/generate", "{'key':'sk-of-acme-1','organization_id':'acme'}");
        desk.done("/organization/member_add", "{'organization_id':'acme','member':{'user_id':'ann'}}");

        assertThat(desk.post("/organization/delete", "{'organization_ids':['acme','gone']}")
                        .outcome())
                .isEqualTo("404 organization_ids");
        Reply gone = desk.done("/organization/delete", "{'organization_ids':['acme','acme']}");

        assertThat(Reply.each(gone.list(), "organization_id")).containsExactly("acme");
        assertThat(desk.get("/team/info?team_id=core").outcome()).isEqualTo("404 team_id");
        assertThat(desk.get("/key/info?key=sk-of-core-1").outcome()).isEqualTo("404 key");
        assertThat(desk.get("/key/info?key=sk-of-acme-1").outcome()).isEqualTo("404 key");
        assertThat(desk.get("/v2/user/info?user_id=ann").text("organizations")).isEqualTo("[]");
    }

    @Test
    void membersAreShownAsMemberships() {
        acme("");
        Reply joined = desk.done(
                "/organization/member_add",
                "{'organization_id':'acme','member':{'user_id':'ann','role':'org_admin','user_email':'a@b.c'},"
                        + "'max_budget_in_organization':2}");

        assertThat(Reply.each(joined.list("updated_users"), "user_id")).containsExactly("ann");
        assertThat(joined.list("updated_organization_memberships").toString())
                .isEqualTo("[{user_id=ann, organization_id=acme, user_role=org_admin, user_email=a@b.c, budget_id=null,"
                        + " litellm_budget_table={max_budget=2}}]");
        Reply changed = desk.as(Desk.MASTER)
                .ask(
                        "PATCH",
                        "/organization/member_update",
                        "{'organization_id':'acme','user_id':'ann','role':'internal_user','max_budget_in_organization':null}");
        assertThat(changed.object())
                .containsEntry("user_role", "internal_user")
                .containsEntry("litellm_budget_table", java.util.Collections.singletonMap("max_budget", null));
        Reply left = desk.as(Desk.MASTER)
                .ask("DELETE", "/organization/member_delete", "{'organization_id':'acme','user_id':'ann'}");
        assertThat(left.list("members")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"admin", "user", "proxy_admin", "ORG_ADMIN", "''"})
    void aRoleThatThereIsNotIsRefused(String role) {
        acme("");

        assertThat(desk.post(
                                "/organization/member_add",
                                "{'organization_id':'acme','member':{'user_id':'ann','role':'" + role + "'}}")
                        .refusal())
                .isEqualTo(
                        "400 role: role is not what it must be (expected one of internal_user, internal_user_viewer, org_admin)");
    }

    @Test
    void organizationsAreListedByIdAndByAPartOfTheirName() {
        acme("");
        desk.done("/organization/new", "{'organization_id':'other','organization_alias':'Other Acme'}");

        assertThat(ids("")).hasToString("[acme, other]");
        assertThat(ids("?organization_id=acme")).hasToString("[acme]");
        assertThat(ids("?org_alias=OTHER")).hasToString("[other]");
        assertThat(ids("?org_alias=acme")).hasToString("[acme, other]");
        assertThat(Reply.each(
                        desk.post("/organization/info", "{'organizations':['acme','gone']}")
                                .list(),
                        "organization_id"))
                .containsExactly("acme");
    }

    private List<Object> ids(String query) {
        return Reply.each(desk.get("/organization/list" + query).list(), "organization_id");
    }

    @Test
    void whatItsTeamsAndKeysSpendIsTheOrganizations() {
        acme(",'max_budget':10");
        desk.done("/team/new", "{'team_id':'core','organization_id':'acme'}");
        desk.done("/key/generate", "{'key':'sk-of-core-1','team_id':'core','organization_id':'acme'}");
        desk.done("/key/generate", "{'key':'sk-of-acme-1','organization_id':'acme'}");
        desk.spent("2030-01-03", hash("sk-of-core-1"), "core", null, 1_000_000_000L);
        desk.spent("2030-01-03", hash("sk-of-acme-1"), null, null, 250_000_000L);
        desk.spent("2030-01-03", hash("sk-of-nobody"), "free", null, 7);

        assertThat(desk.get("/organization/info?organization_id=acme").text("spend"))
                .isEqualTo("1.25");
        assertThat(desk.get("/organization/daily/activity?start_date=2030-01-01&end_date=2030-01-03")
                        .object("metadata")
                        .get("total_spend"))
                .hasToString("1.25");
    }

    private static String hash(String key) {
        return io.callstream.gateway.config.KeyHash.of(key).hex();
    }
}
