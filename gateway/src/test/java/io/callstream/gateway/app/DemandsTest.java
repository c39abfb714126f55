package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What the configuration demands of every call, and the budget of end users whom nobody has made. */
class DemandsTest extends ManagementRig {
    private static final String CALL = "{'model':'large'%s,'messages':[{'role':'user','content':'x'}]}";

    @Override
    String yaml() {
        return super.yaml() + """
              enforce_user_param: true
              enforced_params: [metadata.generation_name]
              reject_clientside_metadata_tags: true
            litellm_settings: {max_end_user_budget_id: usual}
            """;
    }

    private HttpResponse<String> call(String more) {
        return ask(Asking.CHAT, CALL.formatted(more));
    }

    @Test
    void aCallSaysWhatIsDemandedAndNoMore() {
        assertThat(error(call(",'metadata':{'generation_name':'g'}"), 400)).containsEntry("param", "user");
        assertThat(error(call(",'user':'ann'"), 400)).containsEntry("param", "metadata.generation_name");
        assertThat(error(call(",'user':'ann','metadata':{'generation_name':null}"), 400))
                .containsEntry("param", "metadata.generation_name");
        assertThat(error(call(",'user':'ann','metadata':{'generation_name':'g','tags':['a']}"), 400))
                .containsEntry("param", "metadata.tags");
        assertThat(call(",'user':'ann','metadata':{'generation_name':'g'}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void anEndUserWhomNobodyHasMadeHasTheUsualBudget() {
        String call = ",'user':'%s','metadata':{'generation_name':'g'}";
        assertThat(call(call.formatted("eve")).statusCode())
                .as("there is no such budget")
                .isEqualTo(200);
        post("/budget/new", "{'budget_id':'usual','rpm_limit':1}");
        post("/customer/new", "{'user_id':'ann','rpm_limit':2}");

        assertThat(call(call.formatted("bob")).statusCode()).isEqualTo(200);
        assertThat(error(call(call.formatted("bob")), 429).get("message").toString())
                .contains("for end_user");
        assertThat(call(call.formatted("cid")).statusCode()).isEqualTo(200);
        assertThat(call(call.formatted("ann")).statusCode()).isEqualTo(200);
        assertThat(call(call.formatted("ann")).statusCode())
                .as("limits of her own")
                .isEqualTo(200);
    }
}
