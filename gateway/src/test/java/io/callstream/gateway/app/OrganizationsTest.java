package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Organizations and tags of the management API, over HTTP and as calls meet them. */
class OrganizationsTest extends ManagementRig {
    @Override
    String yaml() {
        return super.yaml() + """
            router_settings:
              provider_budget_config: {openai: {budget_limit: 100, time_period: 30d}}
            litellm_settings:
              default_team_params: {rpm_limit: 50, models: [large]}
              max_internal_user_budget: 7
              internal_user_budget_duration: 1mo
              default_internal_user_params: {teams: [{team_id: newcomers, max_budget_in_team: 3}]}
            """;
    }

    private String organization(String more) {
        return text(post("/organization/new", "{'organization_alias':'acme'" + more + "}"), "organization_id");
    }

    private HttpResponse<String> send(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.url(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        for (int at = 0; at < auth(MASTER).length; at += 2) {
            request.header(auth(MASTER)[at], auth(MASTER)[at + 1]);
        }
        return http.send(request.build());
    }

    @Test
    void modelsAndBlockHoldForAllKeysOfItsTeams() {
        String id = organization(",'models':['small']");
        post("/team/new", "{'team_id':'core','organization_id':'" + id + "'}");
        String key = text(post("/key/generate", "{'team_id':'core'}"), "key");
        String direct = text(post("/key/generate", "{'organization_id':'" + id + "'}"), "key");

        assertThat(call(key, "small").statusCode()).isEqualTo(200);
        assertThat(error(call(key, "large"), 403)).containsEntry("type", "org_model_access_denied");
        assertThat(call(direct, "large").statusCode()).isEqualTo(403);
        assertThat(names(get("/v1/models", key))).containsExactly("small");

        assertThat(send("PATCH", "/organization/update", "{'organization_id':'" + id + "','blocked':true}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(error(call(key, "small"), 401)).containsEntry("param", "organization_id");
    }

    @Test
    void itsLimitsHoldForAllOfItsKeysTogether() {
        String id = organization(",'rpm_limit':2");
        post("/team/new", "{'team_id':'core','organization_id':'" + id + "'}");
        String one = text(post("/key/generate", "{'team_id':'core'}"), "key");
        String other = text(post("/key/generate", "{'organization_id':'" + id + "'}"), "key");

        assertThat(call(one, "large").statusCode()).isEqualTo(200);
        assertThat(call(other, "large").statusCode()).isEqualTo(200);

        assertThat(error(call(one, "large"), 429).get("message").toString()).contains("for organization");
    }

    @Test
    void aTeamMayStateNoMoreThanItsOrganizationHas() {
        String id = organization(",'models':['small'],'max_budget':10");
        String team = "{'organization_id':'" + id + "',";

        assertThat(error(ask("/team/new", team + "'max_budget':11}"), 400)).containsEntry("param", "max_budget");
        assertThat(error(ask("/team/new", team + "'models':['large']}"), 400)).containsEntry("param", "models");
        assertThat(error(ask("/team/new", "{'organization_id':'none'}"), 404))
                .containsEntry("param", "organization_id");
        post("/team/new", team + "'team_id':'core','models':['small'],'max_budget':9}");
        assertThat(error(ask("/team/update", "{'team_id':'core','max_budget':12}"), 400))
                .containsEntry("param", "max_budget");
    }

    @Test
    void scriptsReadItWithItsBudgetMembersAndTeams() {
        String id = organization(",'max_budget':10,'budget_duration':'30d','metadata':{'a':'b'}");
        post("/team/new", "{'team_id':'core','organization_id':'" + id + "'}");

        Map<String, Object> joined = post(
                "/organization/member_add",
                "{'organization_id':'" + id
                        + "','member':[{'role':'org_admin','user_id':'ann'}],'max_budget_in_organization':2}");
        Map<String, Object> info = get("/organization/info?organization_id=" + id, MASTER);

        assertThat(joined.get("updated_organization_memberships").toString()).contains("user_role=org_admin");
        assertThat(joined.get("updated_users").toString()).contains("user_id=ann");
        assertThat(object(info, "litellm_budget_table")).containsEntry("max_budget", 10L);
        assertThat(info.get("members").toString()).contains("user_id=ann", "max_budget=2");
        assertThat(info.get("teams").toString()).contains("team_id=core");
        assertThat(info).containsEntry("spend", number("0.0")).containsEntry("metadata", Map.of("a", "b"));
        assertThat(object(get("/user/info?user_id=ann", MASTER), "user_info"))
                .containsEntry("organizations", List.of(id));
        assertThat(list(http.get(gateway.url("/organization/list"), auth(MASTER))))
                .hasSize(1);
        assertThat(list(http.get(gateway.url("/organization/list?org_alias=other"), auth(MASTER))))
                .isEmpty();
        assertThat(list(ask("/organization/info", "{'organizations':['" + id + "','none']}")))
                .hasSize(1);
        assertThat(send(
                                "PATCH",
                                "/organization/member_update",
                                "{'organization_id':'" + id + "','user_id':'ann','role':'internal_user'}")
                        .body())
                .contains("\"user_role\":\"internal_user\"", "\"max_budget\":2");
        assertThat(send("DELETE", "/organization/member_delete", "{'organization_id':'" + id + "','user_id':'ann'}")
                        .body())
                .contains("\"members\":[]");
    }

    @Test
    void itsTeamsAndKeysEndWithIt() {
        String id = organization("");
        post("/team/new", "{'team_id':'core','organization_id':'" + id + "'}");
        String key = text(post("/key/generate", "{'team_id':'core'}"), "key");
        String direct = text(post("/key/generate", "{'organization_id':'" + id + "'}"), "key");

        HttpResponse<String> deleted = send("DELETE", "/organization/delete", "{'organization_ids':['" + id + "']}");

        assertThat(list(deleted).toString()).contains(id);
        assertThat(call(key, "large").statusCode()).isEqualTo(401);
        assertThat(call(direct, "large").statusCode()).isEqualTo(401);
        assertThat(list(http.get(gateway.url("/team/list"), auth(MASTER)))).isEmpty();
        assertThat(error(http.get(gateway.url("/organization/info?organization_id=" + id), auth(MASTER)), 404))
                .containsEntry("param", "organization_id");
    }

    @Test
    void aTagThatWasMadeHasLimitsOfItsOwn() {
        Map<String, Object> made = post("/tag/new", "{'name':'shop','description':'of the shop','rpm_limit':1}");
        String body = "{\"model\":\"large\",\"metadata\":{\"tags\":[\"shop\"]},"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";

        assertThat(made).containsEntry("message", "Tag shop created successfully");
        assertThat(http.post(gateway.url(Asking.CHAT), body, auth(MASTER)).statusCode())
                .isEqualTo(200);
        assertThat(error(http.post(gateway.url(Asking.CHAT), body, auth(MASTER)), 429)
                        .get("message")
                        .toString())
                .contains("for tag");
        assertThat(call(MASTER, "large").statusCode()).isEqualTo(200);
        assertThat(error(ask("/tag/new", "{'name':'shop'}"), 400)).containsEntry("param", "name");
        post("/tag/update", "{'name':'shop','rpm_limit':null,'max_budget':5}");
        assertThat(http.post(gateway.url(Asking.CHAT), body, auth(MASTER)).statusCode())
                .isEqualTo(200);
        assertThat(object(object(post("/tag/info", "{'names':['shop']}"), "shop"), "litellm_budget_table"))
                .containsEntry("max_budget", 5L);
        assertThat(list(http.get(gateway.url("/tag/list"), auth(MASTER))).toString())
                .contains("description=of the shop");
        post("/tag/delete", "{'name':'shop'}");
        assertThat(error(ask("/tag/info", "{'names':['shop']}"), 404)).containsEntry("param", "names");
    }

    @Test
    void whatIsMadeHasWhatTheConfigurationSays() {
        assertThat(error(ask("/user/new", "{'user_id':'ann'}"), 404)).containsEntry("param", "teams");
        Map<String, Object> team = post("/team/new", "{'team_id':'newcomers'}");
        Map<String, Object> user = post("/user/new", "{'user_id':'ann'}");

        assertThat(team).containsEntry("rpm_limit", 50L).containsEntry("models", List.of());
        assertThat(user)
                .containsEntry("max_budget", 7L)
                .containsEntry("budget_duration", "1mo")
                .containsEntry("teams", List.of("newcomers"));
        assertThat(object(get("/team/info?team_id=newcomers", MASTER), "team_info")
                        .get("members_with_roles")
                        .toString())
                .contains("user_id=ann", "max_budget_in_team=3");
        assertThat(post("/team/member_update", "{'team_id':'newcomers','user_id':'ann','max_budget_in_team':4}"))
                .containsEntry("max_budget_in_team", 4L);
        assertThat(post("/user/new", "{'user_id':'root','user_role':'proxy_admin'}"))
                .containsEntry("max_budget", null);
    }

    @Test
    void budgetsOfProvidersAndSettingsOfBudgetsAreShown() {
        post("/budget/new", "{'budget_id':'small','max_budget':2.5}");

        assertThat(object(get("/provider/budgets", MASTER), "providers").toString())
                .contains("openai={budget_limit=100.0, time_period=30d, spend=0.0, budget_reset_at=20");
        assertThat(list(http.get(gateway.url("/budget/settings?budget_id=small"), auth(MASTER)))
                        .toString())
                .contains("field_name=max_budget, field_type=Float", "field_value=2.5");
    }

    @Test
    void tagsOfAKeyAndItsTeamAreThoseOfAllItsCalls() {
        post("/tag/new", "{'name':'shop','rpm_limit':1}");
        post("/team/new", "{'team_id':'core','metadata':{'tags':['of-team']}}");
        String key = text(post("/key/generate", "{'team_id':'core','metadata':{'tags':['shop']},'tags':['x']}"), "key");
        String body = "{\"model\":\"large\",\"metadata\":{\"tags\":[\"mine\",\"shop\"]},"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";

        assertThat(http.post(gateway.url(Asking.CHAT), body, auth(key)).statusCode())
                .isEqualTo(200);

        assertThat(gateway.tape().await(SuccessEvent.class).getTags()).containsExactly("mine", "shop", "x", "of-team");
        assertThat(error(call(key, "large"), 429).get("message").toString()).contains("for tag");
    }
}
