package io.callstream.gateway.admin.manage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that may little try to have more. */
class EscalationTest {
    private final Desk desk = new Desk();
    private String olga;
    private String tom;

    /** Olga administers the organization acme and Tom its team core; Carl the team free, which is nobody else's. */
    @BeforeEach
    void somebodyIsThere() {
        desk.done("/organization/new", "{'organization_id':'acme','organization_alias':'Acme'}");
        desk.done("/team/new", "{'team_id':'core','organization_id':'acme'}");
        desk.done("/team/new", "{'team_id':'free'}");
        desk.done("/user/new", "{'user_id':'root','user_role':'proxy_admin','auto_create_key':false}");
        desk.done("/organization/member_add", member("organization_id", "acme", "org_admin", "olga"));
        desk.done("/team/member_add", member("team_id", "core", "admin", "tom"));
        desk.done("/team/member_add", member("team_id", "free", "admin", "carl"));
        olga = key("{'user_id':'olga'}");
        tom = key("{'user_id':'tom'}");
        key("{'key':'sk-of-core-1','key_alias':'of-core','team_id':'core'}");
        key("{'key':'sk-of-free-1','key_alias':'of-free','team_id':'free','user_id':'carl'}");
    }

    private String key(String body) {
        return desk.done("/key/generate", body).text("key");
    }

    private static String member(String field, String group, String role, String user) {
        return "{'" + field + "':'" + group + "','member':{'role':'" + role + "','user_id':'" + user + "'}}";
    }

    /** LiteLLM's {@code info_routes} are the paths that tell something. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/key/generate | {}",
                "/key/update | {'key':'sk-of-core-1','max_budget':9}",
                "/user/update | {'user_id':'olga','user_role':'proxy_admin'}",
                "/team/delete | {'team_ids':['free']}",
                "/global/spend/reset | {}",
            })
    void aKeyThatMayOnlyReadChangesNothingEvenAnAdministrators(String path, String body) {
        String reader = key("{'user_id':'root','key_type':'read_only'}");

        assertThat(desk.as(reader).post(path, body).outcome()).isEqualTo("403 null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/key/list", "/team/info?team_id=core", "/user/info?user_id=olga", "/organization/list"})
    void aKeyThatMayOnlyReadReads(String path) {
        String reader = key("{'user_id':'root','key_type':'read_only'}");

        assertThat(desk.as(reader).get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "spend_tracking_routes, GET,  /spend/keys,       200",
        "spend_tracking_routes, GET,  /global/spend,     200",
        "spend_tracking_routes, POST, /spend/calculate,  400",
        "spend_tracking_routes, GET,  /key/list,         403",
        "spend_tracking_routes, POST, /key/generate,     403",
        "spend_tracking_routes, POST, /global/spend/reset, 403",
        "info_routes,           GET,  /key/list,         200",
        "management_routes,     POST, /key/generate,     200",
        "management_routes,     GET,  /key/list,         200",
        "llm_api_routes,        GET,  /key/list,         403",
        "/key/list,             GET,  /key/list,         200",
        "/key/list,             POST, /key/generate,     403",
        "/key/*,                POST, /key/generate,     200",
        "/key/*,                GET,  /team/list,        403",
    })
    void anAdministratorsKeyReachesThePathsThatItNames(String routes, String method, String path, int status) {
        String key = key("{'user_id':'root','allowed_routes':['" + routes + "']}");

        assertThat(desk.as(key)
                        .ask(method, path, method.equals("GET") ? "" : "{}")
                        .status())
                .isEqualTo(status);
    }

    /** Every key sees itself; more than that takes a key that reaches the management API. */
    @Test
    void anAdministratorsKeyForCallsAloneSeesNobodyElse() {
        Desk.Caller caller = desk.as(key("{'user_id':'root','key_type':'llm_api','key_alias':'own'}"));

        assertThat(caller.get("/key/info").status()).isEqualTo(200);
        assertThat(caller.get("/key/info?key=sk-of-free-1").status()).isEqualTo(403);
        assertThat(caller.get("/key/aliases").list("aliases")).containsExactly("own");
    }

    @Test
    void anEmptyListOfRoutesDoesNotOpenWhatTheTypeOfAKeyCloses() {
        String key = key("{'user_id':'root','key_type':'llm_api','allowed_routes':[]}");

        assertThat(desk.as(key).get("/key/list").status()).isEqualTo(403);
    }

    /** A team may name an administrator who has no record any more; whoever makes one would have his key. */
    @Test
    void nobodyIsMadeAnewWhoManagesMoreThanWhoMakesHim() {
        desk.done("/user/delete", "{'user_ids':['carl']}");
        desk.done("/team/update", "{'team_id':'free','members_with_roles':[{'user_id':'carl','role':'admin'}]}");

        Reply carl = desk.as(olga).post("/user/new", "{'user_id':'carl','organizations':['acme']}");

        assertThat(carl.outcome()).isEqualTo("403 null");
    }

    @Test
    void whoIsDeletedIsNoMemberOfAnything() {
        desk.done("/organization/member_add", member("organization_id", "acme", "org_admin", "carl"));
        desk.done("/user/delete", "{'user_ids':['carl']}");

        assertThat(desk.get("/team/info?team_id=free").body()).doesNotContain("carl");
        assertThat(desk.get("/organization/info?organization_id=acme").body()).doesNotContain("carl");
    }

    /** A member of the organization may have keys elsewhere, which are nobody's business in it. */
    @Test
    void anAdministratorSeesOfAUserWhatBelongsToTheOrganization() {
        key("{'key_alias':'carls-in-core','team_id':'core','user_id':'carl'}");
        desk.as(olga).post("/organization/member_add", member("organization_id", "acme", "internal_user", "carl"));

        Reply carl = desk.as(olga).get("/user/info?user_id=carl");

        assertThat(Reply.each(carl.list("keys"), "key_alias")).containsExactly("carls-in-core");
        assertThat(carl.list("teams")).isEmpty();
        assertThat(desk.get("/user/info?user_id=carl").list("keys")).hasSize(2);
        assertThat(desk.get("/user/info?user_id=carl").list("teams")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/key/update | {'key':'sk-of-free-1','max_budget':9}",
                "/key/update | {'key':'sk-of-core-1','team_id':'free'}",
                "/key/update | {'key':'sk-of-core-1','team_id':null}",
                "/key/update | {'key':'sk-of-core-1','team_id':['core']}",
                "/key/update | {'key':'sk-of-core-1','user_id':'root'}",
                "/key/update | {'key':'sk-of-core-1','user_id':['root']}",
                "/key/update | {'key':'sk-of-core-1','organization_id':'other'}",
                "/key/update | {'key':'sk-of-core-1','organization_id':5}",
                "/key/update | {'key':'sk-of-core-1','key':'sk-of-free-1'}",
                "/key/update | {'k\\u0065y':'sk-of-free-1'}",
                "/key/update?key=sk-of-core-1 | {'key':'sk-of-free-1'}",
                "/key/generate | {'team_id':'core','team_id':'free'}",
                "/key/generate | {'team_id':'\\uff43ore'}",
                "/key/generate | {'team_id':'Core'}",
                "/key/generate | {'team_id':'core '}",
                "/key/generate?team_id=core | {}",
                "/key/generate | {'team_id':'core','user_id':'root'}",
                "/key/regenerate | {'key':'sk-of-core-1','user_id':'root'}",
                "/key/sk-of-free-1/regenerate | {'key':'sk-of-core-1'}",
                "/key/sk-of-free-1/reset_spend | {'reset_to':0,'key':'sk-of-core-1'}",
                "/key/delete | {'keys':['sk-of-core-1','sk-of-free-1']}",
                "/key/delete | {'keys':['sk-of-core-1'],'key_aliases':['of-free']}",
                "/key/delete | {'key_aliases':['of-core','of-free']}",
                "/key/delete | {'keys':[]}",
                "/key/block | {'key':'sk-of-free-1'}",
                "/team/member_add | {'team_id':'free','member':{'role':'admin','user_id':'tom'}}",
                "/team/member_add?team_id=core | {'team_id':'free','member':{'role':'admin','user_id':'tom'}}",
                "/team/update | {'team_id':'core','models':[]}",
                "/user/new | {'user_id':'tom2','teams':['core']}",
                "/user/update | {'user_id':'tom','user_role':'proxy_admin'}",
                "/model/new | {'model_name':'m','litellm_params':{'model':'openai/m'}}",
                "/credentials | {'credential_name':'c','credential_values':{'api_key':'k'}}",
            })
    void aTeamsAdministratorGetsNothingElseByOddRequests(String path, String body) {
        Reply reply = desk.as(tom).post(path, body);

        assertThat(reply.outcome()).isEqualTo("403 null");
    }
}
