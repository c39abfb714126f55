package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What administrators of an organization and of a team may manage, and what not. */
class DelegatesTest extends ManagementRig {
    private String olga;
    private String tom;

    /** Olga administers the organization acme, Tom its team core; the team free is nobody's. */
    @BeforeEach
    void roles() {
        post("/organization/new", "{'organization_id':'acme','organization_alias':'Acme','max_budget':10}");
        post("/organization/new", "{'organization_id':'other','organization_alias':'Other'}");
        post("/team/new", "{'team_id':'core','organization_id':'acme'}");
        post("/team/new", "{'team_id':'side','organization_id':'acme'}");
        post("/team/new", "{'team_id':'free'}");
        post("/user/new", "{'user_id':'root','user_role':'proxy_admin','auto_create_key':false}");
        post("/organization/member_add", "{'organization_id':'acme','member':{'role':'org_admin','user_id':'olga'}}");
        post(
                "/team/member_add",
                "{'team_id':'core','member':[{'role':'admin','user_id':'tom'},{'role':'user','user_id':'ann'}]}");
        olga = text(post("/key/generate", "{'user_id':'olga'}"), "key");
        tom = text(post("/key/generate", "{'user_id':'tom'}"), "key");
        post("/key/generate", "{'key':'sk-key-of-core','key_alias':'of-core','team_id':'core','user_id':'ann'}");
        post("/key/generate", "{'key':'sk-key-of-root','team_id':'core','user_id':'root'}");
        post("/key/generate", "{'key':'sk-key-of-free','key_alias':'of-free','team_id':'free'}");
    }

    private HttpResponse<String> as(String key, String path, String body) {
        return http.post(gateway.url(path), body.replace('\'', '"'), auth(key));
    }

    private String seen(String key, String path) {
        HttpResponse<String> answer = http.get(gateway.url(path), auth(key));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/team/new              | {'organization_id':'acme','team_id':'new','max_budget':9}",
                "/team/update           | {'team_id':'core','rpm_limit':9}",
                "/team/update           | {'team_id':'core','organization_id':'acme','rpm_limit':9}",
                "/team/block            | {'team_id':'core'}",
                "/team/unblock          | {'team_id':'core'}",
                "/team/delete           | {'team_ids':['core','side']}",
                "/team/member_add       | {'team_id':'core','member':{'role':'user','user_id':'eve'}}",
                "/team/member_update    | {'team_id':'core','user_id':'ann','role':'admin'}",
                "/team/member_delete    | {'team_id':'core','user_id':'ann'}",
                "/organization/member_add    | {'organization_id':'acme','member':{'role':'internal_user','user_id':'eve'}}",
                "/organization/member_update | {'organization_id':'acme','user_id':'olga','role':'internal_user'}",
                "/organization/member_delete | {'organization_id':'acme','user_id':'olga'}",
                "/user/new              | {'user_id':'eve','organizations':['acme'],'teams':['core']}",
                "/key/block             | {'key':'sk-key-of-core'}",
                "/key/unblock           | {'key':'sk-key-of-core'}",
            })
    void anOrganizationsAdministratorManagesItsTeamsAndMembers(String path, String body) {
        HttpResponse<String> answer = as(olga, path, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/organization/new      | {'organization_alias':'mine'}",
                "/organization/update   | {'organization_id':'acme','max_budget':999}",
                "/organization/delete   | {'organization_ids':['acme']}",
                "/organization/member_add | {'organization_id':'other','member':{'role':'org_admin','user_id':'olga'}}",
                "/team/new              | {'team_id':'new'}",
                "/team/new              | {'organization_id':'other','team_id':'new'}",
                "/team/new?organization_id=acme | {'team_id':'new'}",
                "/team/update?organization_id=acme | {'team_id':'core','organization_id':null}",
                "/team/update           | {'team_id':'free','rpm_limit':9}",
                "/team/update           | {'team_id':'free','organization_id':'acme'}",
                "/team/update           | {'team_id':'core','organization_id':'other'}",
                "/team/update           | {'team_id':'core','organization_id':null}",
                "/team/delete           | {'team_ids':['core','free']}",
                "/team/member_add       | {'team_id':'free','member':{'role':'admin','user_id':'olga'}}",
                "/user/new              | {'user_id':'eve'}",
                "/user/new              | {'user_id':'eve','organizations':['acme','other']}",
                "/user/new              | {'user_id':'eve','organizations':['acme'],'user_role':'proxy_admin'}",
                "/user/new              | {'user_id':'eve','organizations':['acme'],'teams':['free']}",
                "/user/update           | {'user_id':'olga','user_role':'proxy_admin'}",
                "/key/generate          | {'organization_id':'acme'}",
                "/key/regenerate        | {'key':'sk-key-of-core'}",
                "/key/block             | {'key':'sk-key-of-free'}",
                "/key/block             | {'key':'sk-key-of-root'}",
                "/budget/new            | {'budget_id':'b'}",
                "/callstream/import     | {'entities':[{'kind':'user','id':'olga','fields':{'user_role':'proxy_admin'}}]}",
                "/global/spend/reset    | {}",
            })
    void andNothingElse(String path, String body) {
        assertThat(error(as(olga, path, body), 403)).containsEntry("type", "auth_error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/key/generate          | {'team_id':'core','max_budget':1}",
                "/key/generate          | {'team_id':'core','user_id':'tom','organization_id':'acme'}",
                "/key/update            | {'key':'sk-key-of-core','rpm_limit':1}",
                "/key/update            | {'key':'sk-key-of-core','user_id':'ann','team_id':'core'}",
                "/key/block             | {'key':'sk-key-of-core'}",
                "/key/regenerate        | {'key':'sk-key-of-core'}",
                "/key/sk-key-of-core/regenerate  | {}",
                "/key/sk-key-of-core/reset_spend | {'reset_to':0}",
                "/key/delete            | {'keys':['sk-key-of-core']}",
                "/key/delete            | {'key_aliases':['of-core']}",
                "/team/member_add       | {'team_id':'core','member':{'role':'user','user_id':'eve'}}",
                "/team/member_delete    | {'team_id':'core','user_id':'ann'}",
            })
    void aTeamsAdministratorManagesItsKeysAndMembers(String path, String body) {
        HttpResponse<String> answer = as(tom, path, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/team/update           | {'team_id':'core','max_budget':999}",
                "/team/delete           | {'team_ids':['core']}",
                "/team/block            | {'team_id':'core'}",
                "/team/new              | {'organization_id':'acme'}",
                "/team/member_add       | {'team_id':'side','member':{'role':'admin','user_id':'tom'}}",
                "/organization/member_add | {'organization_id':'acme','member':{'role':'org_admin','user_id':'tom'}}",
                "/key/generate          | {}",
                "/key/generate          | {'user_id':'tom'}",
                "/key/generate          | {'team_id':'side'}",
                "/key/generate?team_id=core | {}",
                "/key/update?team_id=core | {'key':'sk-key-of-core','team_id':null}",
                "/key/generate          | {'team_id':'core','user_id':'root'}",
                "/key/generate          | {'team_id':'core','organization_id':'other'}",
                "/key/update            | {'key':'sk-key-of-core','team_id':'side'}",
                "/key/update            | {'key':'sk-key-of-core','team_id':null}",
                "/key/update            | {'key':'sk-key-of-core','user_id':'root'}",
                "/key/update            | {'key':'sk-key-of-core','user_id':null}",
                "/key/update            | {'key':'sk-key-of-core','organization_id':'other'}",
                "/key/update            | {'key':'sk-key-of-free','team_id':'core'}",
                "/key/regenerate        | {'key':'sk-key-of-root'}",
                "/key/delete            | {'keys':['sk-key-of-core','sk-key-of-free']}",
                "/key/delete            | {'key_aliases':['of-free']}",
                "/key/delete            | {'keys':['sk-nobody']}",
                "/key/sk-key-of-free/reset_spend | {'reset_to':0}",
                "/user/new              | {'user_id':'eve','teams':['core']}",
            })
    void andNoOthers(String path, String body) {
        assertThat(error(as(tom, path, body), 403)).containsEntry("type", "auth_error");
    }

    @Test
    void listsShowWhatTheyManage() {
        assertThat(seen(olga, "/team/list")).contains("\"core\"", "\"side\"").doesNotContain("\"free\"");
        assertThat(seen(tom, "/team/list")).contains("\"core\"").doesNotContain("\"side\"");
        assertThat(seen(olga, "/organization/list")).contains("Acme").doesNotContain("Other");
        assertThat(seen(tom, "/key/list?return_full_object=true"))
                .contains("of-core")
                .doesNotContain("of-free");
        assertThat(seen(olga, "/key/aliases")).contains("of-core").doesNotContain("of-free");
        assertThat(seen(olga, "/user/list")).contains("\"olga\"").doesNotContain("\"root\"");
        assertThat(seen(tom, "/key/info?key=sk-key-of-core")).contains("of-core");
        assertThat(http.get(gateway.url("/key/info?key=sk-key-of-free"), auth(tom))
                        .statusCode())
                .isEqualTo(403);
        assertThat(http.get(gateway.url("/user/info?user_id=root"), auth(olga)).statusCode())
                .isEqualTo(403);
        assertThat(http.get(gateway.url("/team/info?team_id=free"), auth(tom)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void membersAndThoseWhoMayLookOnlyManageNothing() {
        String ann = text(post("/key/generate", "{'user_id':'ann','team_id':'core'}"), "key");
        String narrow = text(post("/key/generate", "{'user_id':'tom','allowed_routes':['llm_api_routes']}"), "key");

        for (String key : new String[] {ann, narrow}) {
            assertThat(as(key, "/key/generate", "{'team_id':'core'}").statusCode())
                    .isEqualTo(403);
            assertThat(http.get(gateway.url("/team/list"), auth(key)).statusCode())
                    .isEqualTo(403);
        }
        post("/user/update", "{'user_id':'tom','user_role':'internal_user_viewer'}");
        assertThat(as(tom, "/key/generate", "{'team_id':'core'}").statusCode()).isEqualTo(403);
    }

    @Test
    void aKeyOfANewUserCountsForTheOrganization() {
        String eve = text(json(as(olga, "/user/new", "{'user_id':'eve','organizations':['acme']}")), "key");

        assertThat(get("/key/info?key=" + eve, MASTER).get("info").toString()).contains("organization_id=acme");
        assertThat(get("/organization/info?organization_id=acme", MASTER)
                        .get("members")
                        .toString())
                .contains("user_id=eve");
    }
}
