package io.callstream.gateway.admin.manage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Teams and who belongs to them. */
class TeamPagesTest {
    private final Desk desk = new Desk();

    private Map<String, Object> team(String id) {
        return desk.get("/team/info?team_id=" + id).object("team_info");
    }

    private String members(String id) {
        return team(id).get("members_with_roles").toString();
    }

    private String teamsOf(String user) {
        return desk.get("/v2/user/info?user_id=" + user).text("teams");
    }

    @Test
    void aNewTeamHasAllFieldsThatLiteLlmAnswers() {
        Reply made = desk.done("/team/new", "{'team_alias':'Core','max_budget':5,'budget_duration':'30d'}");

        assertThat(made.text("team_id")).hasSize(36);
        assertThat(made.object())
                .containsEntry("team_alias", "Core")
                .containsEntry("organization_id", null)
                .containsEntry("models", List.of())
                .containsEntry("metadata", Map.of())
                .containsEntry("admins", List.of())
                .containsEntry("members", List.of())
                .containsEntry("members_with_roles", List.of())
                .containsEntry("blocked", false)
                .containsEntry("budget_reset_at", "2030-02-01T00:00:00Z")
                .containsEntry("created_by", "default_user_id");
        assertThat(made.text("spend")).isEqualTo("0.0");
    }

    @Test
    void anIdIsTakenOnce() {
        desk.done("/team/new", "{'team_id':'core'}");

        assertThat(desk.post("/team/new", "{'team_id':'core'}").refusal())
                .isEqualTo("400 null: A team with the id core already exists.");
        assertThat(desk.post("/team/new", "{'team_id':'" + "x".repeat(1_025) + "'}")
                        .refusal())
                .isEqualTo("400 null: the id of a team has 1 to 1024 characters");
        desk.done("/team/new", "{'team_id':'" + "x".repeat(1_024) + "'}");
    }

    @Test
    void aChangeAnswersTheTeamAsItIsNow() {
        desk.done("/team/new", "{'team_id':'core','rpm_limit':1,'tpm_limit':2}");

        Reply changed = desk.done("/team/update", "{'team_id':'core','rpm_limit':null,'team_alias':'C'}");

        assertThat(changed.text("team_id")).isEqualTo("core");
        assertThat(changed.object("data"))
                .containsEntry("rpm_limit", null)
                .containsEntry("tpm_limit", 2L)
                .containsEntry("team_alias", "C");
        assertThat(desk.post("/team/update", "{'team_id':'gone'}").refusal())
                .isEqualTo("404 team_id: Team not found, passed team_id=gone");
        assertThat(desk.post("/team/update", "{}").refusal()).isEqualTo("400 team_id: team_id is missing");
        assertThat(desk.post("/team/update", "{'team_id':7}").refusal())
                .isEqualTo("400 team_id: team_id is not what it must be (expected a string)");
    }

    @Test
    void aTeamGoesWithItsKeysAndItsMembersForgetIt() {
        desk.done("/team/new", "{'team_id':'core'}");
        desk.done("/team/new", "{'team_id':'side'}");
        desk.done("/key/generate", "{'key':'sk-of-core-1','team_id':'core'}");
        desk.done("/team/member_add", "{'team_id':'core','member':{'user_id':'ann'}}");
        desk.done("/team/member_add", "{'team_id':'side','member':{'user_id':'ann'}}");

        assertThat(desk.post("/team/delete", "{'team_ids':['core','gone']}").outcome())
                .isEqualTo("404 team_ids");
        assertThat(team("core")).isNotEmpty();
        assertThat(desk.done("/team/delete", "{'team_ids':['core','core']}").list("deleted_teams"))
                .containsExactly("core");

        assertThat(desk.get("/team/info?team_id=core").outcome()).isEqualTo("404 team_id");
        assertThat(desk.get("/key/info?key=sk-of-core-1").outcome()).isEqualTo("404 key");
        assertThat(teamsOf("ann")).isEqualTo("[side]");
    }

    @Test
    void aBlockedTeamSaysSo() {
        desk.done("/team/new", "{'team_id':'core'}");
        desk.done("/key/generate", "{'key':'sk-of-core-1','team_id':'core'}");

        assertThat(desk.done("/team/block", "{'team_id':'core'}").at("blocked")).isEqualTo(true);
        assertThat(desk.admission("sk-of-core-1").toString()).contains("Team=core is blocked");
        assertThat(desk.done("/team/unblock", "{'team_id':'core'}").at("blocked"))
                .isEqualTo(false);
        assertThat(desk.as("sk-of-core-1")).isNotNull();
    }

    @Test
    void membersJoinOnceAndTheirRecordsSaySo() {
        desk.done("/team/new", "{'team_id':'core'}");
        desk.done("/user/new", "{'user_id':'ann','user_email':'Ann@example.com','auto_create_key':false}");

        desk.done(
                "/team/member_add", "{'team_id':'core','member':[{'user_id':'ann'},{'user_id':'bob','role':'admin'}]}");
        desk.done("/team/member_add", "{'team_id':'core','member':{'user_email':'ann@EXAMPLE.com','role':'admin'}}");

        assertThat(members("core"))
                .isEqualTo("[{user_id=bob, role=admin}, {user_id=ann, role=admin, user_email=ann@EXAMPLE.com}]");
        assertThat(teamsOf("ann")).isEqualTo("[core]");
        assertThat(teamsOf("bob")).isEqualTo("[core]");
    }

    @Test
    void aNewTeamHasTheMembersThatItNames() {
        desk.done("/user/new", "{'user_id':'ann','user_email':'ann@example.com','auto_create_key':false}");

        Reply made = desk.done(
                "/team/new",
                "{'team_id':'core','members_with_roles':[{'user_email':'ann@example.com','role':'admin'},"
                        + "{'user_id':'bob','max_budget_in_team':2}]}");

        assertThat(made.text("members_with_roles"))
                .isEqualTo("[{user_id=ann, role=admin, user_email=ann@example.com},"
                        + " {user_id=bob, role=user, max_budget_in_team=2}]");
        assertThat(teamsOf("ann")).isEqualTo("[core]");
        assertThat(teamsOf("bob")).isEqualTo("[core]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{'user_id':'ann','role':'boss'}]             | 400 role",
                "[{'user_id':'ann','max_budget_in_team':-1}]   | 400 max_budget_in_team",
                "[{'role':'user'}]                             | 400 members_with_roles",
                "['ann']                                       | 400 members_with_roles",
                "{'user_id':'ann'}                             | 400 members_with_roles",
            })
    void aTeamWhoseMembersCannotBeIsNotMade(String members, String outcome) {
        assertThat(desk.post("/team/new", "{'team_id':'core','members_with_roles':" + members + "}")
                        .outcome())
                .isEqualTo(outcome);
        assertThat(desk.get("/team/info?team_id=core").outcome()).isEqualTo("404 team_id");
    }

    @Test
    void whoIsNamedByAMailAddressThatNobodyHasIsMade() {
        desk.done("/team/new", "{'team_id':'core'}");

        desk.done("/team/member_add", "{'team_id':'core','member':{'user_email':'new@example.com'}}");

        List<Object> users = desk.get("/user/list?user_email=new@").list("users");
        assertThat(Reply.each(users, "user_email")).containsExactly("new@example.com");
        assertThat(Reply.each(users, "teams")).containsExactly(List.of("core"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'team_id':'core','member':{'user_id':'ann'},'max_budget_in_team':2.5,'budget_duration':'1d','rpm_limit':3} "
                        + "| {user_id=ann, role=user, max_budget_in_team=2.5, budget_duration=1d, rpm_limit=3}",
                "{'team_id':'core','member':{'user_id':'ann','max_budget_in_team':1}} | {user_id=ann, role=user, max_budget_in_team=1}",
                "{'team_id':'core','member':{'user_id':'ann','rpm_limit':1},'rpm_limit':2} | {user_id=ann, role=user, rpm_limit=2}",
                "{'team_id':'core','member':{'user_id':'ann','role':null}}            | {user_id=ann, role=user}",
                "{'team_id':'core','member':{'user_id':'ann'},'max_budget_in_team':0} | {user_id=ann, role=user, max_budget_in_team=0}",
            })
    void limitsOfMembersStandBesideThemOrInThem(String body, String member) {
        desk.done("/team/new", "{'team_id':'core'}");
        desk.done("/team/member_add", body);

        assertThat(members("core")).isEqualTo("[" + member + "]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'member':{'user_id':'ann','role':'owner'} | role: role is not what it must be (expected one of user, admin)",
                "'member':{'user_id':'ann','role':'Admin'} | role: role is not what it must be (expected one of user, admin)",
                "'member':{'user_id':'ann','role':['admin']} | role: role is not what it must be (expected one of user, admin)",
                "'member':{'user_id':'ann'},'max_budget_in_team':-1 | max_budget_in_team: max_budget_in_team is not what it must be (expected a number, 0 or more)",
                "'member':{'user_id':'ann'},'max_budget_in_team':1e400 | max_budget_in_team: max_budget_in_team is not what it must be (expected a number, 0 or more)",
                "'member':{'user_id':'ann'},'max_budget_in_team':'5' | max_budget_in_team: max_budget_in_team is not what it must be (expected a number, 0 or more)",
                "'member':{'user_id':'ann'},'rpm_limit':1.5 | rpm_limit: rpm_limit is not what it must be (expected a whole number, 0 or more)",
                "'member':{'user_id':'ann'},'budget_duration':'soon' | budget_duration: budget_duration is not what it must be (expected a number and s, m, h, d, w or mo, such as 30s, 1h, 1d, 7d or 1mo)",
                "'member':{}              | member: member is missing (expected an object with user_id or user_email)",
                "'member':'ann'           | member: member is missing (expected an object with user_id or user_email)",
                "'member':[]              | member: member is missing (expected an object with user_id or user_email)",
                "'member':{'role':'user'} | member: member has neither user_id nor user_email",
            })
    void aMemberWhoCannotBeIsNamedAndNobodyJoins(String fields, String says) {
        desk.done("/team/new", "{'team_id':'core'}");

        assertThat(desk.post("/team/member_add", "{'team_id':'core'," + fields + "}")
                        .refusal())
                .isEqualTo("400 " + says);
        assertThat(members("core")).isEqualTo("[]");
        assertThat(desk.get("/user/list").list("users")).isEmpty();
    }

    @Test
    void aMemberIsChangedAndLeaves() {
        desk.done("/team/new", "{'team_id':'core'}");
        desk.done(
                "/team/member_add", "{'team_id':'core','member':{'user_id':'ann','user_email':'a@b.c'},'rpm_limit':3}");

        Reply changed = desk.done(
                "/team/member_update",
                "{'team_id':'core','user_email':'a@b.c','role':'admin','max_budget_in_team':2,'rpm_limit':null}");

        assertThat(changed.object())
                .containsEntry("team_id", "core")
                .containsEntry("user_id", "ann")
                .containsEntry("user_email", "a@b.c")
                .containsEntry("max_budget_in_team", 2L);
        assertThat(members("core")).isEqualTo("[{user_id=ann, role=admin, user_email=a@b.c, max_budget_in_team=2}]");
        assertThat(desk.post("/team/member_update", "{'team_id':'core','user_id':'ann','role':'boss'}")
                        .outcome())
                .isEqualTo("400 role");
        assertThat(desk.post("/team/member_update", "{'team_id':'core','user_id':'bob'}")
                        .refusal())
                .isEqualTo("404 user_id: The user is no member of the team.");
        assertThat(desk.post("/team/member_delete", "{'team_id':'core'}").outcome())
                .isEqualTo("400 member");

        desk.done("/team/member_delete", "{'team_id':'core','user_id':'ann'}");

        assertThat(members("core")).isEqualTo("[]");
        assertThat(teamsOf("ann")).isEqualTo("[]");
    }

    @Test
    void infoHasTheTeamAndItsKeys() {
        desk.done("/team/new", "{'team_id':'core'}");
        desk.done("/key/generate", "{'key_alias':'ci','team_id':'core'}");
        desk.done("/key/generate", "{'key_alias':'other'}");

        Reply info = desk.get("/team/info?team_id=core");

        assertThat(info.object()).containsEntry("team_id", "core").containsEntry("team_memberships", List.of());
        assertThat(Reply.each(info.list("keys"), "key_alias")).containsExactly("ci");
        assertThat(desk.get("/team/available").list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                       | [a, b, c]",
                "user_id=ann              | [b]",
                "organization_id=acme     | [c]",
                "team_id=a                | [a]",
                "team_alias=ALP           | [a]",
                "team_alias=x             | []",
            })
    void theQuerySaysWhichTeams(String query, String found) {
        desk.done("/organization/new", "{'organization_id':'acme','organization_alias':'A'}");
        desk.done("/team/new", "{'team_id':'b','team_alias':'Beta'}");
        desk.done("/team/new", "{'team_id':'a','team_alias':'Alpha'}");
        desk.done("/team/new", "{'team_id':'c','organization_id':'acme'}");
        desk.done("/team/member_add", "{'team_id':'b','member':{'user_id':'ann'}}");

        assertThat(Reply.each(desk.get("/team/list?" + query).list(), "team_id"))
                .hasToString(found);
        assertThat(Reply.each(desk.get("/v2/team/list?" + query).list("teams"), "team_id"))
                .hasToString(found);
    }

    @ParameterizedTest
    @CsvSource({
        "sort_by=team_alias&sort_order=asc,  [b; a; c]",
        "sort_by=team_alias&sort_order=desc, [c; a; b]",
        "sort_order=desc,                    [c; b; a]",
        "page_size=2,                        [a; b]",
        "page_size=2&page=2,                 [c]",
        "page_size=2&page=3,                 []",
    })
    void aPageOfTeamsIsInOrder(String query, String found) {
        desk.done("/team/new", "{'team_id':'a','team_alias':'Mid'}");
        desk.done("/team/new", "{'team_id':'b','team_alias':'Begin'}");
        desk.done("/team/new", "{'team_id':'c','team_alias':'Zero'}");
        Reply page = desk.get("/v2/team/list?" + query);

        assertThat(Reply.each(page.list("teams"), "team_id")).hasToString(found.replace(';', ','));
        assertThat(page.text("total")).isEqualTo("3");
        assertThat(page.text("total_pages")).isEqualTo(query.contains("page_size") ? "2" : "1");
    }

    @Test
    void modelsAreAddedAndTakenAwayOneByOne() {
        desk.done("/team/new", "{'team_id':'core'}");

        assertThat(desk.done("/team/model/add", "{'team_id':'core','models':['a','b']}")
                        .text("models"))
                .isEqualTo("[all-proxy-models, a, b]");
        assertThat(desk.done("/team/model/delete", "{'team_id':'core','models':['all-proxy-models','a']}")
                        .text("models"))
                .isEqualTo("[b]");
        assertThat(desk.done("/team/model/delete", "{'team_id':'core','models':['b']}")
                        .text("models"))
                .as("none left is not all")
                .isEqualTo("[no-default-models]");
        assertThat(desk.done("/team/model/add", "{'team_id':'core','models':['c']}")
                        .text("models"))
                .isEqualTo("[c]");
        assertThat(desk.post("/team/model/add", "{'team_id':'core','models':'c'}")
                        .refusal())
                .isEqualTo("400 models: models is missing (expected a list of strings)");
    }
}
