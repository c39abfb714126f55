package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages that LiteLLM's own client and command line ask for, beside those that scripts do. */
class LitellmClientTest extends ManagementRig {
    @Test
    void teamsAreListedByPages() {
        post(
                "/team/new",
                "{'team_id':'a','team_alias':'Zebra','members_with_roles':[{'role':'user','user_id':'ann'}]}");
        post("/team/new", "{'team_id':'b','team_alias':'Ant'}");
        post("/team/new", "{'team_id':'c','team_alias':'Bee'}");

        assertThat(get("/v2/team/list?page=1&page_size=2&sort_by=team_alias&sort_order=asc", MASTER))
                .containsEntry("total", 3L)
                .containsEntry("total_pages", 2L)
                .containsEntry("page", 1L)
                .extractingByKey("teams")
                .asString()
                .contains("Ant", "Bee")
                .doesNotContain("Zebra");
        assertThat(get("/v2/team/list?sort_by=team_alias&sort_order=desc&page_size=1", MASTER)
                        .get("teams")
                        .toString())
                .contains("Zebra");
        assertThat(get("/v2/team/list?team_alias=be&page_size=9", MASTER)).containsEntry("total", 1L);
        assertThat(get("/v2/team/list?user_id=ann", MASTER)).containsEntry("total", 1L);
        assertThat(get("/v2/team/list?team_id=c", MASTER)).containsEntry("total", 1L);
        assertThat(list(http.get(gateway.url("/team/available"), auth(MASTER)))).isEmpty();
    }

    @Test
    void aUserIsShownAlone() {
        post("/user/new", "{'user_id':'ann','user_email':'ann@example.org','auto_create_key':false}");

        assertThat(get("/v2/user/info?user_id=ann", MASTER))
                .containsEntry("user_id", "ann")
                .containsEntry("user_email", "ann@example.org")
                .doesNotContainKeys("keys", "user_info");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /model/new",
        "POST, /model/update",
        "POST, /model/delete",
        "PATCH, /model/one/update",
        "POST, /credentials",
        "PATCH, /credentials/one",
        "DELETE, /credentials/one",
    })
    void whereModelsStandInTheConfigurationTheyAreNotMadeAtRunTime(String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(gateway.url(path))
                .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                .header("Authorization", "Bearer " + MASTER)
                .build();
        HttpResponse<String> answer = http.send(request);

        assertThat(error(answer, 501).get("message").toString())
                .contains("STORE_MODEL_IN_DB", "store_model_in_db", "model_list");
    }
}
