package io.callstream.gateway.admin.manage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users, with their keys, teams and organizations. */
class UserPagesTest {
    private final Desk desk = new Desk();

    private void user(String id, String more) {
        desk.done("/user/new", "{'user_id':'" + id + "','auto_create_key':false" + more + "}");
    }

    @Test
    void aNewUserGetsAKeyThatIsShownOnce() {
        Reply made = desk.done("/user/new", "{'user_id':'ann','duration':'1d','max_budget':2}");

        assertThat(made.object())
                .containsEntry("user_id", "ann")
                .containsEntry("expires", "2030-01-04T12:00:00Z")
                .containsEntry("teams", List.of())
                .containsEntry("user_role", null)
                .containsEntry("max_budget", 2L);
        assertThat(desk.as(made.text("key")).get("/key/info").object("info"))
                .containsEntry("user_id", "ann")
                .containsEntry("max_budget", null);
        assertThat(desk.get("/user/info?user_id=ann").body()).doesNotContain(made.text("key"));
    }

    @Test
    void orNone() {
        Reply made = desk.done("/user/new", "{'auto_create_key':false}");

        assertThat(made.object()).doesNotContainKeys("key", "auto_create_key", "duration");
        assertThat(made.text("user_id")).hasSize(36);
        assertThat(desk.get("/key/list").list("keys")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy_admin", "proxy_admin_viewer", "internal_user", "internal_user_viewer"})
    void rolesAreLiteLlms(String role) {
        user("ann", ",'user_role':'" + role + "'");

        assertThat(desk.get("/v2/user/info?user_id=ann").text("user_role")).isEqualTo(role);
    }

    /** A role that is misspelt would do nothing, and nobody would know. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'admin'",
                "'Proxy_Admin'",
                "'proxy_admin '",
                "'proxy_adm\\u0131n'",
                "'proxy_admin\\u0000'",
                "''",
                "7",
                "['proxy_admin']"
            })
    void othersAreRefused(String role) {
        String says =
                "400 user_role: user_role is not what it must be (expected one of proxy_admin, proxy_admin_viewer,"
                        + " internal_user, internal_user_viewer)";
        user("ann", "");

        assertThat(desk.post("/user/new", "{'user_role':" + role + "}").refusal())
                .isEqualTo(says);
        assertThat(desk.post("/user/update", "{'user_id':'ann','user_role':" + role + "}")
                        .refusal())
                .isEqualTo(says);
    }

    @Test
    void aMailAddressIsOneUsers() {
        user("ann", ",'user_email':'Ann@example.com'");

        assertThat(desk.post("/user/new", "{'user_email':'ann@EXAMPLE.com'}").refusal())
                .isEqualTo("400 user_email: User with email ann@EXAMPLE.com already exists");
        user("bob", ",'user_email':'bob@example.com'");
        assertThat(desk.post("/user/update", "{'user_id':'bob','user_email':'ann@example.com'}")
                        .outcome())
                .isEqualTo("400 user_email");
        desk.done("/user/update", "{'user_id':'ann','user_email':'ann@example.com'}");
    }

    @Test
    void aPasswordIsNotKept() {
        user("ann", ",'password':'hush-hush'");
        desk.done("/user/update", "{'user_id':'ann','password':'hush-hush'}");

        assertThat(desk.get("/user/info?user_id=ann").body()).doesNotContain("hush-hush", "password");
    }

    @Test
    void aUserJoinsTeamsAndOrganizations() {
        desk.done("/team/new", "{'team_id':'core'}");
        desk.done("/team/new", "{'team_id':'side'}");
        desk.done("/organization/new", "{'organization_id':'acme','organization_alias':'A'}");

        Reply made = desk.done(
                "/user/new",
                "{'user_id':'ann','organizations':['acme'],'teams':['core',{'team_id':'side','user_role':'admin',"
                        + "'max_budget_in_team':3}]}");

        assertThat(made.text("teams")).isEqualTo("[side, core]");
        assertThat(desk.get("/team/info?team_id=side")
                        .object("team_info")
                        .get("members_with_roles")
                        .toString())
                .contains("user_id=ann", "role=admin", "max_budget_in_team=3");
        assertThat(desk.get("/team/info?team_id=core").object("team_info").get("members_with_roles"))
                .hasToString("[{user_id=ann, role=user}]");
        assertThat(desk.as(made.text("key")).get("/key/info").object("info")).containsEntry("organization_id", "acme");
        assertThat(desk.get("/organization/info?organization_id=acme")
                        .list("members")
                        .toString())
                .contains("user_id=ann", "user_role=internal_user");
    }

    /** A second try of the same request must not find half of the first. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'teams':['gone']                        | 404 teams",
                "'teams':'core'                          | 400 teams",
                "'teams':[7]                             | 400 teams",
                "'teams':[{}]                            | 400 teams",
                "'teams':[{'team_id':'core','user_role':'boss'}] | 400 role",
                "'teams':[{'team_id':'core','max_budget_in_team':-1}] | 400 max_budget_in_team",
                "'organizations':['gone']                | 404 organizations",
                "'duration':'soon'                       | 400 duration",
                "'duration':7                            | 400 duration",
                "'budget_id':'gone'                      | 404 budget_id",
                "'max_budget':-1                         | 400 max_budget",
                "'user_email':7                          | 400 user_email",
            })
    void aUserWhoCannotBeMadeLeavesNothingBehind(String fields, String outcome) {
        desk.done("/team/new", "{'team_id':'core'}");

        assertThat(desk.post("/user/new", "{'user_id':'ann'," + fields + "}").outcome())
                .isEqualTo(outcome);
        assertThat(desk.get("/user/info?user_id=ann").outcome()).isEqualTo("404 user_id");
        assertThat(desk.get("/key/list").list("keys")).isEmpty();
        assertThat(desk.get("/team/info?team_id=core").body()).doesNotContain("ann");
    }

    @Test
    void aUserIsChanged() {
        user("ann", ",'max_budget':2,'spend':1.5");

        Reply changed = desk.done("/user/update", "{'user_id':'ann','max_budget':null,'user_alias':'Ann'}");

        assertThat(changed.object("data")).containsEntry("max_budget", null).containsEntry("user_alias", "Ann");
        assertThat(changed.object("data").get("spend")).hasToString("1.5");
        assertThat(desk.post("/user/update", "{'user_id':'gone'}").refusal())
                .isEqualTo("404 user_id: User not found, passed user_id=gone");
    }

    @Test
    void usersGoWithTheirKeys() {
        String key = desk.done("/user/new", "{'user_id':'ann'}").text("key");
        user("bob", "");

        assertThat(desk.post("/user/delete", "{'user_ids':['ann','gone']}").outcome())
                .isEqualTo("404 user_ids");
        assertThat(desk.done("/user/delete", "{'user_ids':['ann','bob','ann']}").body())
                .isEqualTo("2");
        assertThat(desk.get("/key/info?key=" + key).outcome()).isEqualTo("404 key");
    }

    @Test
    void infoHasKeysAndTeams() {
        desk.done("/team/new", "{'team_id':'core'}");
        desk.done("/user/new", "{'user_id':'ann','teams':['core']}");

        Reply info = desk.get("/user/info?user_id=ann");

        assertThat(info.object("user_info")).containsEntry("user_id", "ann");
        assertThat(Reply.each(info.list("keys"), "user_id")).containsExactly("ann");
        assertThat(Reply.each(info.list("teams"), "team_id")).containsExactly("core");
        assertThat(desk.get("/user/info").refusal()).isEqualTo("400 user_id: user_id is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "role=proxy_admin,        [ann]",
        "role=internal_user,      [bob]",
        "user_email=example,      [ann; bob]",
        "user_email=bob@,         [bob]",
        "page_size=2,             [ann; bob]",
        "page_size=2&page=2,      [eve]",
        "x=y,                     [ann; bob; eve]",
    })
    void usersAreListed(String query, String found) {
        user("eve", "");
        user("bob", ",'user_role':'internal_user','user_email':'bob@example.com'");
        user("ann", ",'user_role':'proxy_admin','user_email':'ann@example.com'");

        assertThat(Reply.each(desk.get("/user/list?" + query).list("users"), "user_id"))
                .hasToString(found.replace(';', ','));
    }

    @Test
    void whatAUserSpendsIsTheUsers() {
        user("ann", ",'max_budget':5,'budget_duration':'1d'");
        desk.spent("2030-01-02", null, null, "ann", 4_000_000_000L);
        desk.spent("2030-01-03", null, null, "ann", 1_000_000_001L);
        desk.spent("2030-01-03", null, null, "bob", 7);

        assertThat(desk.get("/v2/user/info?user_id=ann").text("spend")).isEqualTo("1.000000001");
        desk.clock.is("2030-01-04T00:00:00Z");
        assertThat(desk.get("/v2/user/info?user_id=ann").text("spend")).isEqualTo("0.0");
    }
}
