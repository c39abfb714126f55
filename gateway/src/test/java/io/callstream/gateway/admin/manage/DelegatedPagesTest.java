package io.callstream.gateway.admin.manage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What administrators of a part may do, and where their part ends. */
class DelegatedPagesTest {
    private final Desk desk = new Desk();

    /** Olga administers acme, Tom its team core, Vera looks; free is nobody's. */
    @BeforeEach
    void somebodyIsThere() {
        desk.done("/organization/new", "{'organization_id':'acme','organization_alias':'Acme'}");
        desk.done("/organization/new", "{'organization_id':'other','organization_alias':'Other'}");
        desk.done(
                "/team/new",
                "{'team_id':'core','organization_id':'acme','members_with_roles':[{'user_id':'tom','role':'admin'}]}");
        desk.done("/team/new", "{'team_id':'side','organization_id':'acme'}");
        desk.done("/team/new", "{'team_id':'free'}");
        desk.done(
                "/organization/member_add",
                "{'organization_id':'acme','member':[{'role':'org_admin','user_id':'olga'},{'user_id':'ann'}]}");
        desk.done("/user/new", "{'user_id':'root','user_role':'proxy_admin','auto_create_key':false}");
        for (String user : new String[] {"olga", "tom", "ann"}) {
            desk.done("/key/generate", "{'key':'sk-key-of-" + user + "','user_id':'" + user + "'}");
        }
        desk.done("/key/generate", "{'key':'sk-in-core-1','key_alias':'in-core','team_id':'core','user_id':'ann'}");
        desk.done("/key/generate", "{'key':'sk-in-side-1','key_alias':'in-side','team_id':'side','user_id':'olga'}");
        desk.done("/key/generate", "{'key':'sk-in-core-2','team_id':'core','user_id':'root'}");
        desk.done("/key/generate", "{'key':'sk-in-core-3','team_id':'core','user_id':'olga'}");
        desk.done("/key/generate", "{'key':'sk-in-free-1','key_alias':'in-free','team_id':'free'}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "olga | /team/new            | {'organization_id':'acme'}                            | 200",
                "olga | /team/new            | {'organization_id':'other'}                           | 403 null",
                "olga | /team/new            | {}                                                    | 403 null",
                "olga | /team/update         | {'team_id':'side','rpm_limit':1}                      | 200",
                "olga | /team/update         | {'team_id':'side','organization_id':'acme'}           | 200",
                "olga | /team/update         | {'team_id':'side','organization_id':'other'}          | 403 null",
                "olga | /team/delete         | {'team_ids':['core','side']}                          | 200",
                "olga | /team/delete         | {'team_ids':['core','free']}                          | 403 null",
                "olga | /team/delete         | {'team_ids':[]}                                       | 403 null",
                "olga | /team/member_add     | {'team_id':'core','member':{'user_id':'eve'}}         | 200",
                "olga | /team/member_add     | {'team_id':'free','member':{'user_id':'eve'}}         | 403 null",
                "olga | /organization/member_add | {'organization_id':'acme','member':{'user_id':'eve'}}  | 200",
                "olga | /organization/member_add | {'organization_id':'other','member':{'user_id':'eve'}} | 403 null",
                "olga | /user/new            | {'user_id':'eve','organizations':['acme']}            | 200",
                "olga | /user/new            | {'user_id':'eve','organizations':['acme'],'user_role':'internal_user'}         | 200",
                "olga | /user/new            | {'user_id':'eve','organizations':['acme'],'user_role':'internal_user_viewer'}  | 200",
                "olga | /user/new            | {'user_id':'eve','organizations':['acme'],'user_role':'proxy_admin_viewer'}    | 403 null",
                "olga | /user/new            | {'user_id':'eve','organizations':['acme'],'teams':['core',{'team_id':'side'}]} | 200",
                "olga | /user/new            | {'user_id':'eve','organizations':['acme'],'teams':[{'team_id':'free'}]}        | 403 null",
                "olga | /key/block           | {'key':'sk-in-core-1'}                                | 200",
                "olga | /key/unblock         | {'key':'sk-in-core-1'}                                | 200",
                "olga | /key/block           | {'key':'sk-in-core-2'}                                | 403 null",
                "olga | /key/block           | {'key':'sk-in-free-1'}                                | 403 null",
                "olga | /key/block           | {}                                                    | 403 null",
                "olga | /key/update          | {'key':'sk-in-core-1'}                                | 403 null",
                "tom  | /key/generate        | {'team_id':'core'}                                    | 200",
                "tom  | /key/generate        | {'team_id':'core','user_id':'tom'}                    | 200",
                "tom  | /key/generate        | {'team_id':'core','organization_id':'acme'}           | 200",
                "tom  | /key/generate        | {'team_id':'core','organization_id':'other'}          | 403 null",
                "tom  | /key/generate        | {'team_id':'core','user_id':'ann'}                    | 403 null",
                "tom  | /key/generate        | {'team_id':'side'}                                    | 403 null",
                "tom  | /key/update          | {'key':'sk-in-core-1','rpm_limit':1}                  | 200",
                "tom  | /key/update          | {'key':'sk-in-core-1','user_id':'ann'}                | 200",
                "tom  | /key/update          | {'key':'sk-in-core-1','user_id':'tom'}                | 200",
                "tom  | /key/update          | {'key':'sk-in-core-1','team_id':'core'}               | 200",
                "tom  | /key/update          | {'key':'sk-in-core-1','user_id':null}                 | 403 null",
                "tom  | /key/update          | {'key':'sk-in-core-1','team_id':'side'}               | 403 null",
                "tom  | /key/update          | {'key':'sk-in-core-3','rpm_limit':1}                  | 403 null",
                "tom  | /key/update          | {'key':'sk-in-side-1','rpm_limit':1}                  | 403 null",
                "tom  | /key/regenerate      | {'key':'sk-in-core-1'}                                | 200",
                "tom  | /key/regenerate      | {'key':'sk-in-core-2'}                                | 403 null",
                "tom  | /key/sk-in-core-1/reset_spend | {'reset_to':0}                               | 200",
                "tom  | /key/delete          | {'keys':['sk-in-core-1']}                             | 200",
                "tom  | /key/delete          | {'key_aliases':['in-core']}                           | 200",
                "tom  | /key/delete          | {'key_aliases':['in-side']}                           | 403 null",
                "tom  | /key/delete          | {'keys':['sk-in-core-1','sk-in-core-2']}              | 403 null",
                "tom  | /team/member_add     | {'team_id':'core','member':{'user_id':'eve'}}         | 200",
                "tom  | /team/update         | {'team_id':'core','rpm_limit':1}                      | 403 null",
                "ann  | /key/generate        | {'team_id':'core','user_id':'ann'}                    | 403 null",
                "ann  | /team/member_add     | {'team_id':'core','member':{'user_id':'ann','role':'admin'}} | 403 null",
                "ann  | /key/block           | {'key':'sk-in-core-1'}                                | 403 null",
            })
    void theirPartIsTheirsToChange(String who, String path, String body, String outcome) {
        assertThat(desk.as("sk-key-of-" + who).post(path, body).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "olga | /team/list           | team_id         | core side",
                "tom  | /team/list           | team_id         | core",
                "olga | /organization/list   | organization_id | acme",
                "tom  | /organization/list   | organization_id | ''",
            })
    void andToSee(String who, String path, String field, String ids) {
        Reply reply = desk.as("sk-key-of-" + who).get(path);

        assertThat(String.join(
                        " ",
                        Reply.each(reply.list(), field).stream()
                                .map(String::valueOf)
                                .toList()))
                .isEqualTo(ids);
    }

    @Test
    void keysAndUsersAreSeenAsFarAsTheyBelongToIt() {
        assertThat(desk.as("sk-key-of-olga").get("/key/list").at("total_count")).isEqualTo(4L);
        assertThat(desk.as("sk-key-of-tom").get("/key/list").at("total_count")).isEqualTo(3L);
        assertThat(desk.as("sk-key-of-ann").get("/key/list").outcome()).isEqualTo("403 null");
        assertThat(desk.as("sk-key-of-tom").get("/key/info?key=sk-in-core-1").status())
                .isEqualTo(200);
        assertThat(desk.as("sk-key-of-tom").get("/key/info?key=sk-in-side-1").status())
                .isEqualTo(403);
        assertThat(Reply.each(desk.as("sk-key-of-olga").get("/user/list").list("users"), "user_id"))
                .containsExactly("ann", "olga");
        assertThat(desk.as("sk-key-of-olga").get("/user/info?user_id=root").outcome())
                .isEqualTo("403 null");
        assertThat(desk.as("sk-key-of-tom").get("/team/info?team_id=core").status())
                .isEqualTo(200);
        assertThat(desk.as("sk-key-of-tom").get("/team/info?team_id=side").outcome())
                .isEqualTo("403 null");
    }

    @Test
    void whoDidItIsSaid() {
        String made = desk.as("sk-key-of-tom")
                .post("/key/generate", "{'team_id':'core'}")
                .text("key");

        assertThat(desk.get("/key/info?key=" + made).object("info")).containsEntry("created_by", "tom");
        desk.done("/key/update", "{'key':'" + made + "','created_by':'eve'}");
        assertThat(desk.get("/key/info?key=" + made).object("info"))
                .containsEntry("created_by", "tom")
                .containsEntry("updated_by", "default_user_id");
    }

    /** A role that may look only manages nothing, whatever a group says. */
    @Test
    void whoMayLookOnlyChangesNothing() {
        desk.done("/user/update", "{'user_id':'tom','user_role':'internal_user_viewer'}");

        assertThat(desk.as("sk-key-of-tom")
                        .post("/key/generate", "{'team_id':'core'}")
                        .outcome())
                .isEqualTo("403 null");
        assertThat(desk.as("sk-key-of-tom").get("/team/list").outcome()).isEqualTo("403 null");
    }

    @Test
    void spendingIsSeenOfThePartsThatAreNamed() {
        String days = "?start_date=2030-01-01&end_date=2030-01-03";
        Desk.Caller olga = desk.as("sk-key-of-olga");

        assertThat(olga.get("/team/daily/activity" + days + "&team_ids=core,side")
                        .status())
                .isEqualTo(200);
        assertThat(olga.get("/team/daily/activity" + days + "&team_ids=core,free")
                        .outcome())
                .isEqualTo("403 null");
        assertThat(olga.get("/team/daily/activity" + days).outcome()).isEqualTo("403 null");
        assertThat(olga.get("/organization/daily/activity" + days + "&organization_ids=acme")
                        .status())
                .isEqualTo(200);
        assertThat(olga.get("/organization/daily/activity" + days + "&organization_ids=other")
                        .outcome())
                .isEqualTo("403 null");
    }
}
