package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Teams, users, customers and budgets of the management API, over HTTP. */
class ManagementEntitiesTest extends ManagementRig {
    @Test
    void aTeamHasMembersKeysAndAnEnd() {
        String team = text(post("/team/new", "{'team_alias':'core','models':['small']}"), "team_id");
        String key = text(post("/key/generate", "{'team_id':'" + team + "'}"), "key");

        Map<String, Object> joined = post(
                "/team/member_add",
                "{'team_id':'" + team + "','member':{'role':'user','user_id':'ann'},'max_budget_in_team':2}");
        assertThat(joined.get("members_with_roles").toString()).contains("user_id=ann");
        assertThat(error(call(key, "large"), 403)).containsEntry("type", "team_model_access_denied");
        Map<String, Object> info = get("/team/info?team_id=" + team, MASTER);
        assertThat((List<?>) info.get("keys")).hasSize(1);
        assertThat(object(get("/user/info?user_id=ann", MASTER), "user_info")).containsEntry("teams", List.of(team));
        post("/team/block", "{'team_id':'" + team + "'}");
        assertThat(call(key, "small").statusCode()).isEqualTo(401);
        post("/team/unblock", "{'team_id':'" + team + "'}");
        assertThat(call(key, "small").statusCode()).isEqualTo(200);
        assertThat(post("/team/member_delete", "{'team_id':'" + team + "','user_id':'ann'}"))
                .containsEntry("members_with_roles", List.of());

        post("/team/delete", "{'team_ids':['" + team + "']}");

        assertThat(call(key, "small").statusCode()).isEqualTo(401);
        assertThat(list(http.get(gateway.url("/team/list"), auth(MASTER)))).isEmpty();
    }

    @Test
    void aUserComesWithAKeyAndAnAdminMayManage() {
        String admin = text(post("/user/new", "{'user_id':'root','user_role':'proxy_admin'}"), "key");
        String plain = text(post("/user/new", "{'user_id':'ann','user_email':'ann@example.org'}"), "key");

        assertThat(http.post(gateway.url("/key/generate"), "{}", auth(admin)).statusCode())
                .isEqualTo(200);
        assertThat(error(http.post(gateway.url("/key/generate"), "{}", auth(plain)), 403))
                .containsEntry("type", "auth_error");
        assertThat(object(get("/key/info", plain), "info")).containsEntry("user_id", "ann");
        assertThat(http.get(gateway.url("/key/info?key=" + admin), auth(plain)).statusCode())
                .isEqualTo(403);
        assertThat(get("/user/list?page_size=1", MASTER))
                .containsEntry("total", 2L)
                .containsEntry("total_pages", 2L);
        post("/user/update", "{'user_id':'root','user_role':'internal_user'}");
        assertThat(http.post(gateway.url("/key/generate"), "{}", auth(admin)).statusCode())
                .isEqualTo(403);
        assertThat(ask("/user/delete", "{'user_ids':['ann']}").body()).isEqualTo("1");
        assertThat(call(plain, "large").statusCode()).isEqualTo(401);
    }

    @Test
    void aBlockedEndUserIsRefused() {
        String body = "{\"model\":\"large\",\"user\":\"eve\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
        post("/customer/new", "{'user_id':'eve','max_budget':1}");
        assertThat(http.post(gateway.url(Asking.CHAT), body, auth(MASTER)).statusCode())
                .isEqualTo(200);

        post("/customer/block", "{'user_ids':['eve']}");

        assertThat(error(http.post(gateway.url(Asking.CHAT), body, auth(MASTER)), 401))
                .containsEntry("param", "user");
        assertThat(call(MASTER, "large").statusCode()).isEqualTo(200);
        post("/end_user/unblock", "{'user_ids':['eve']}");
        assertThat(http.post(gateway.url(Asking.CHAT), body, auth(MASTER)).statusCode())
                .isEqualTo(200);
        assertThat(get("/customer/info?end_user_id=eve", MASTER)).containsEntry("max_budget", 1L);
        assertThat(post("/customer/delete", "{'user_ids':['eve']}")).containsEntry("deleted_customers", 1L);
    }

    @Test
    void budgetsAreMadeNamedAndDeleted() {
        post("/budget/new", "{'budget_id':'small','max_budget':2.5,'budget_duration':'1d'}");
        post("/customer/new", "{'user_id':'eve','budget_id':'small'}");

        assertThat(object(get("/customer/info?end_user_id=eve", MASTER), "litellm_budget_table"))
                .containsEntry("max_budget", number("2.5"));
        assertThat(list(ask("/budget/info", "{'budgets':['small','none']}"))).hasSize(1);
        assertThat(post("/budget/update", "{'budget_id':'small','max_budget':3}"))
                .containsEntry("max_budget", 3L);
        assertThat(error(ask("/key/generate", "{'budget_id':'none'}"), 404)).containsEntry("param", "budget_id");
        post("/budget/delete", "{'id':'small'}");
        assertThat(list(http.get(gateway.url("/budget/list"), auth(MASTER)))).isEmpty();
    }

    @Test
    void whatWasSpentIsShownTheMostFirst() {
        post("/key/generate", "{'key_alias':'little','spend':1}");
        String much = text(post("/key/generate", "{'key_alias':'much','spend':2.5}"), "token");

        List<?> keys = list(http.get(gateway.url("/spend/keys"), auth(MASTER)));

        assertThat(keys).hasSize(2);
        assertThat(keys.get(0).toString()).contains(much, "spend=2.5");
        assertThat(get("/global/spend", MASTER)).containsEntry("spend", number("0.0"));
        assertThat(get("/global/spend/teams?start_date=2030-01-01&end_date=2030-01-31", MASTER))
                .containsEntry("daily_spend", List.of());
        assertThat(list(http.get(gateway.url("/global/spend/models?limit=3"), auth(MASTER))))
                .isEmpty();
        assertThat(list(http.get(gateway.url("/spend/tags"), auth(MASTER)))).isEmpty();
        assertThat(error(http.get(gateway.url("/spend/tags?start_date=soon"), auth(MASTER)), 400))
                .containsEntry("param", "start_date");
    }
}
