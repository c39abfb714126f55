package io.callstream.gateway.admin.manage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models and credentials that are made at run time. */
class ModelPagesTest {
    private static final String SECRET = "sk-of-a-provider";
    private static final String CONFIG = """
        model_list:
          - {model_name: filed, litellm_params: {model: openai/gpt-4o, api_key: sk-of-the-file}, model_info: {id: filed-1}}
        credential_list:
          - {credential_name: ofFile, credential_values: {api_key: sk-cred-of-file}, credential_info: {}}
        general_settings: {master_key: sk-master, store_model_in_db: true}
        """;

    /** Of requests that change nothing: to make the first secret unreadable takes half a second. */
    private static final Desk REFUSING = new Desk(CONFIG);

    private final Desk desk = new Desk(CONFIG);

    @BeforeAll
    static void somethingIsThere() {
        REFUSING.done("/credentials", "{'credential_name':'c','credential_values':{'a':'b'}}");
    }

    private Reply send(String method, String path, String body) {
        return desk.as(Desk.MASTER).ask(method, path, body);
    }

    private Reply made(String id, String more) {
        return desk.done(
                "/model/new",
                "{'model_name':'" + id + "','litellm_params':{'model':'openai/gpt-4o','api_key':'" + SECRET
                        + "','rpm':5},'model_info':{'id':'" + id + "-1'" + more + "}}");
    }

    @Test
    void aModelIsMadeWithoutShowingItsKey() {
        Reply row = made("fresh", ",'purpose':'tests'");

        assertThat(row.object())
                .containsEntry("model_id", "fresh-1")
                .containsEntry("model_name", "fresh")
                .containsEntry("blocked", false)
                .containsEntry("created_at", "2030-01-03T12:00:00Z")
                .containsEntry("created_by", "default_user_id");
        assertThat(row.object("model_info"))
                .containsEntry("id", "fresh-1")
                .containsEntry("db_model", true)
                .containsEntry("purpose", "tests");
        assertThat(row.object("litellm_params"))
                .containsEntry("model", "openai/gpt-4o")
                .containsEntry("rpm", 5L);
        assertThat(row.body()).doesNotContain(SECRET);
    }

    @Test
    void anIdIsMadeWhereNoneIsGiven() {
        Reply row = desk.done("/model/new", "{'model_name':'n','litellm_params':{'model':'openai/gpt-4o'}}");

        assertThat(row.text("model_id")).hasSize(36);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'litellm_params':{'model':'openai/m'}}                    | 400 model_name: model_name is missing",
                "{'model_name':'n','litellm_params':[]}                     | 400 litellm_params: litellm_params is not what it must be (expected an object)",
                "{'model_name':'n','litellm_params':{'model':'openai/m'},'model_info':7} | 400 model_info: model_info is not what it must be (expected an object)",
                "{'model_name':'n','litellm_params':{'model':'openai/m'},'model_info':{'id':'filed-1'}} | 400 model_info.id: A model with the id filed-1 already exists.",
                "{'model_name':'n','litellm_params':{'model':'openai/m'},'model_info':{'team_id':'gone'}} | 400 model_info.team_id: Team id=gone does not exist in db",
            })
    void whatCannotBeIsNamed(String body, String says) {
        assertThat(REFUSING.post("/model/new", body).refusal()).isEqualTo(says);
    }

    @Test
    void aModelThatCouldNotBeServedIsRefusedByTheFilesWords() {
        assertThat(REFUSING.post("/model/new", "{'model_name':'n','litellm_params':{}}")
                        .refusal())
                .startsWith("400 litellm_params.model: ");
        assertThat(REFUSING.post("/model/new", "{'model_name':'n','litellm_params':{'model':'openai/m','rpm':-1}}")
                        .refusal())
                .startsWith("400 litellm_params.rpm: ");
        assertThat(REFUSING.post(
                                "/model/new",
                                "{'model_name':'n','litellm_params':{'model':'openai/m','litellm_credential_name':'gone'}}")
                        .refusal())
                .startsWith("400 litellm_params.litellm_credential_name: ");
    }

    @Test
    void aModelIsChangedByItsIdInTheBodyOrThePath() {
        made("fresh", "");

        Reply updated = desk.done("/model/update", "{'model_info':{'id':'fresh-1'},'litellm_params':{'rpm':9}}");
        assertThat(updated.object("litellm_params")).containsEntry("rpm", 9L).containsEntry("model", "openai/gpt-4o");
        Reply patched = send("PATCH", "/model/fresh-1/update", "{'model_name':'other','blocked':true}");
        assertThat(patched.object()).containsEntry("model_name", "other").containsEntry("blocked", true);
        assertThat(patched.object("litellm_params")).containsEntry("rpm", 9L);
        assertThat(send("PATCH", "/model/fresh-1/update", "{'blocked':false}").at("blocked"))
                .isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'input_cost_per_token':null}  | false",
                "{'rpm':null}                   | true",
            })
    void aNullTakesPricesAwayAndNothingElse(String params, boolean stays) {
        desk.done(
                "/model/new",
                "{'model_name':'n','litellm_params':{'model':'openai/m','rpm':5,'input_cost_per_token':0.001},'model_info':{'id':'n'}}");
        String name = params.substring(2, params.indexOf("':"));

        Reply patched = send("PATCH", "/model/n/update", "{'litellm_params':" + params + "}");

        assertThat(patched.object("litellm_params").containsKey(name)).isEqualTo(stays);
    }

    @Test
    void aParameterIsTakenAwayByItsName() {
        made("fresh", "");

        Reply patched = send("PATCH", "/model/fresh-1/update", "{'litellm_params_to_remove':['rpm']}");

        assertThat(patched.object("litellm_params")).doesNotContainKey("rpm").containsKey("model");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST  | /model/update        | {'litellm_params':{}}                       | 400 model_info.id: model_info.id not provided",
                "POST  | /model/update        | {'id':'x'}                                  | 400 litellm_params: litellm_params not provided",
                "POST  | /model/update        | {'id':'x','litellm_params':{}}              | 400 model_info.id: Model x not found on proxy.",
                "PATCH | /model/x/update      | {}                                          | 404 id: Model x not found on proxy.",
                "PATCH | /model/filed-1/update| {}                                          | 400 model_info.id: Can't edit model. Model in config. Store model in db via `/model/new`. to edit.",
                "POST  | /model/delete        | {}                                          | 400 id: id is missing",
                "POST  | /model/delete        | {'id':'x'}                                  | 400 id: Model with id=x not found in db",
                "POST  | /model/delete        | {'id':'filed-1'}                            | 400 id: Model with id=filed-1 not found in db (it stands in the configuration file)",
                "POST  | /model/block         | {'model_id':'x'}                            | 404 id: Model x not found on proxy.",
                "POST  | /model/block         | {}                                          | 400 model_id: model_id is missing",
            })
    void whatIsNotThereIsSaid(String method, String path, String body, String says) {
        assertThat(REFUSING.as(Desk.MASTER).ask(method, path, body).refusal()).isEqualTo(says);
    }

    @Test
    void aModelIsBlockedUnblockedAndDeleted() {
        made("fresh", "");

        assertThat(desk.done("/model/block", "{'model_id':'fresh-1'}").at("blocked"))
                .isEqualTo(true);
        assertThat(desk.done("/model/unblock", "{'model_id':'fresh-1'}").at("blocked"))
                .isEqualTo(false);
        assertThat(desk.done("/model/delete", "{'id':'fresh-1'}").text("message"))
                .isEqualTo("Model: fresh-1 deleted successfully");
        assertThat(desk.post("/model/delete", "{'id':'fresh-1'}").outcome()).isEqualTo("400 id");
        made("fresh", "");
    }

    @Test
    void aTeamsModelHasItsNameInTheTeamsListAndAnotherInside() {
        desk.done("/team/new", "{'team_id':'core'}");

        Reply row = made("mine", ",'team_id':'core'");

        assertThat(row.text("model_name")).startsWith("model_name_core_");
        assertThat(row.object("model_info")).containsEntry("team_public_model_name", "mine");
        assertThat(models("core")).isEqualTo("[all-proxy-models, mine]");
        assertThat(made("second", ",'team_id':'core','team_public_model_name':'mine'")
                        .text("model_name"))
                .as("one group of both")
                .isNotEqualTo("second");

        desk.done("/model/delete", "{'id':'mine-1'}");
        desk.done("/model/delete", "{'id':'second-1'}");
        assertThat(models("core")).isEqualTo("[all-proxy-models]");
    }

    @Test
    void aTeamsModelIsRenamedMovedAndGivenToAll() {
        desk.done("/team/new", "{'team_id':'core','models':['x']}");
        desk.done("/team/new", "{'team_id':'side','models':['y']}");
        made("mine", ",'team_id':'core'");

        send("PATCH", "/model/mine-1/update", "{'model_name':'renamed'}");
        assertThat(models("core")).isEqualTo("[x, renamed]");

        send("PATCH", "/model/mine-1/update", "{'model_info':{'team_id':'side'}}");
        assertThat(models("core")).isEqualTo("[x]");
        assertThat(models("side")).isEqualTo("[y, renamed]");

        Reply everybodys = send("PATCH", "/model/mine-1/update", "{'model_info':{'team_id':''}}");
        assertThat(everybodys.text("model_name")).isEqualTo("renamed");
        assertThat(everybodys.object("model_info")).doesNotContainKey("team_public_model_name");
        assertThat(models("side")).isEqualTo("[y, renamed]");
    }

    private String models(String team) {
        return desk.get("/team/info?team_id=" + team)
                .object("team_info")
                .get("models")
                .toString();
    }

    @Test
    void aCredentialIsMadeShownMaskedChangedAndDeleted() {
        assertThat(desk.done(
                                "/credentials",
                                "{'credential_name':'c','credential_values':{'api_key':'" + SECRET
                                        + "','api_base':'http://x'},'credential_info':{'a':1},'display_name':'D'}")
                        .object())
                .isEqualTo(Map.of("success", true, "message", "Credential created successfully"));
        for (String path : List.of("/credentials/c", "/credentials/by_name/c")) {
            assertThat(desk.get(path).object())
                    .containsEntry("credential_name", "c")
                    .containsEntry("display_name", "D")
                    .containsEntry("credential_values", Map.of("api_key", "sk****er", "api_base", "http://x"))
                    .containsEntry("credential_info", Map.of("a", 1L))
                    .containsEntry("source", "db");
        }

        send(
                "PATCH",
                "/credentials/c",
                "{'credential_values':{'api_key':'sk****er','organization':'o'},'credential_values_to_delete':['api_base'],"
                        + "'credential_info':{'b':2},'display_name':null}");

        assertThat(desk.get("/credentials/c").object())
                .containsEntry("credential_values", Map.of("api_key", "sk****er", "organization", "o"))
                .containsEntry("credential_info", Map.of("a", 1L, "b", 2L))
                .doesNotContainKey("display_name");
        assertThat(send("DELETE", "/credentials/c", "").text("message")).isEqualTo("Credential deleted successfully");
        assertThat(desk.get("/credentials/c").refusal())
                .isEqualTo("404 credential_name: Credential not found. Got credential name: c");
    }

    @Test
    void thoseOfTheFileAreShownToo() {
        Reply all = REFUSING.get("/credentials");

        assertThat(all.at("success")).isEqualTo(true);
        assertThat(all.list("credentials").toString()).contains("ofFile", "source=config", "sk****le");
        assertThat(all.body()).doesNotContain("sk-cred-of-file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | /credentials        | {'credential_values':{'a':'b'}}                     | 400 credential_name: credential_name is missing",
                "POST   | /credentials        | {'credential_name':'n'}                             | 400 credential_values: Either credential_values or model_id must be set",
                "POST   | /credentials        | {'credential_name':'n','credential_values':[]}      | 400 credential_values: credential_values is not what it must be (expected an object)",
                "POST   | /credentials        | {'credential_name':'ofFile','credential_values':{'a':'b'}} | 409 credential_name: Credential 'ofFile' is defined in config. Edit config.yaml to change it.",
                "POST   | /credentials        | {'credential_name':'c','credential_values':{'a':'b'}} | 409 credential_name: Credential 'c' already exists. Update it with PATCH /credentials/c, or delete it first.",
                "POST   | /credentials        | {'credential_name':'n','model_id':'gone'}           | 404 model_id: Model not found among those that were made at run time; give credential_values",
                "PATCH  | /credentials/gone   | {}                                                  | 404 credential_name: Credential not found in DB.",
                "PATCH  | /credentials/ofFile | {}                                                  | 405 credential_name: Credential 'ofFile' is defined in config and cannot be edited from the API or UI.",
                "PATCH  | /credentials/c      | {'credential_name':'d'}                             | 400 credential_name: credential_name is immutable. Set display_name to change how the credential is labeled.",
                "PATCH  | /credentials/c      | {'credential_values':{'a':'x'},'credential_values_to_delete':['a']} | 400 credential_values_to_delete: credential_values_to_delete overlaps credential_values for key(s): [a]",
                "DELETE | /credentials/gone   | {}                                                  | 404 credential_name: Credential not found. Got credential name: gone",
                "DELETE | /credentials/ofFile | {}                                                  | 405 credential_name: Credential 'ofFile' is defined in config and cannot be edited from the API or UI.",
                "GET    | /credentials/by_model/gone | {}                                           | 404 model_id: Model not found",
            })
    void aCredentialThatCannotBeIsNamed(String method, String path, String body, String says) {
        String posted = method.equals("GET") ? "" : body;

        assertThat(REFUSING.as(Desk.MASTER).ask(method, path, posted).refusal()).isEqualTo(says);
    }

    @Test
    void aModelsValuesMakeACredential() {
        made("fresh", "");
        desk.done("/credentials", "{'credential_name':'m','model_id':'fresh-1'}");

        assertThat(desk.get("/credentials/m").object("credential_values")).isEqualTo(Map.of("api_key", "sk****er"));
        Reply byModel = desk.get("/credentials/by_model/fresh-1");
        assertThat(byModel.text("credential_name")).isEqualTo("fresh-credential-fresh-1");
        assertThat(byModel.object("credential_values"))
                .containsEntry("api_key", "sk****er")
                .containsKey("api_base");
        assertThat(desk.get("/credentials/by_model/filed-1").object("credential_values"))
                .containsEntry("api_key", "sk****le");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/model/new", "/model/update", "/model/delete", "/model/block", "/credentials"})
    void whereNoneAreKeptItIsSaidWithWhatToDo(String path) {
        Desk without = new Desk();

        assertThat(without.post(path, "{'id':'x','model_id':'x','model_name':'x','credential_name':'x'}")
                        .refusal())
                .startsWith("501 null: Set `'STORE_MODEL_IN_DB='True'`")
                .contains("general_settings.store_model_in_db: true");
    }
}
