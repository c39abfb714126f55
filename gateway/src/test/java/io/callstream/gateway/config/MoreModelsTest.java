package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that are made at run time, read by the rules of the file beside which they stand. */
class MoreModelsTest {
    private static final String FILE = """
        model_list:
          - {model_name: m, litellm_params: {model: openai/m, api_key: sk-file}, model_info: {id: in-file, team: blue}}
          - {model_name: w, litellm_params: {model: openai/w, litellm_credential_name: later}}
        credential_list:
          - {credential_name: fixed, credential_values: {api_key: sk-fixed, api_base: "http://fixed/v1"}}
        general_settings: {master_key: sk-1234, store_model_in_db: true}
        """;

    private static final GatewayConfig CONFIG = Configs.read(FILE);
    private static final Map<String, Map<String, Object>> LATER = Map.of("later", Map.of("api_key", "sk-later"));

    private static Map<String, Object> made(String id, String model) {
        return Map.of("model_name", "made", "litellm_params", Map.of("model", model), "model_info", Map.of("id", id));
    }

    private static MoreModels.Reading read(Map<String, Map<String, Object>> entries) {
        return read(entries, LATER);
    }

    private static MoreModels.Reading read(
            Map<String, Map<String, Object>> entries, Map<String, Map<String, Object>> credentials) {
        return CONFIG.models().more().read(CONFIG.models(), new MadeModels(entries, credentials));
    }

    private static List<String> ids(MoreModels.Reading reading) {
        return reading.models().deployments().stream().map(Deployment::id).toList();
    }

    @Test
    void theyAreServedBesideThoseOfTheFile() {
        MoreModels.Reading reading = read(Map.of("made-1", made("made-1", "groq/x")));

        assertThat(ids(reading)).hasSize(3).startsWith("in-file").endsWith("made-1");
        assertThat(reading.leftOut()).isEmpty();
        assertThat(reading.models().params()).containsOnlyKeys("made-1");
    }

    @Test
    void theFilesOwnAreServedBeforeTheTableIsKnown() {
        assertThat(CONFIG.deployments()).extracting(Deployment::id).containsExactly("in-file");
        assertThat(CONFIG.notes().warnings()).isEmpty();
        assertThat(CONFIG.notes().unknown()).isEmpty();
    }

    @Test
    void aKeyThatNobodyKnowsIsNoReasonToLeaveOneOut() {
        Map<String, Object> entry = Map.of(
                "model_name",
                "x",
                "litellm_params",
                Map.of("model", "openai/x", "ssl_verify", false, "timeout", 3),
                "model_info",
                Map.of("id", "a"));

        assertThat(CONFIG.models().more().problems(entry, Map.of())).isEmpty();
        assertThat(CONFIG.models()
                        .more()
                        .problems(
                                Map.of(
                                        "model_name",
                                        "x",
                                        "litellm_params",
                                        Map.of("model", "openai/x", "ssl_verify", "x")),
                                Map.of()))
                .singleElement()
                .asString()
                .startsWith("litellm_params.ssl_verify: cannot be left out without harm.");
    }

    @Test
    void anEntryOfTheFileWaitsForItsCredential() {
        MoreModels.Reading without = read(Map.of(), Map.of());
        MoreModels.Reading with = read(Map.of());

        assertThat(ids(without)).containsExactly("in-file");
        assertThat(without.leftOut())
                .containsExactly(new MoreModels.LeftOut(
                        "model_list[1]",
                        List.of("litellm_params.litellm_credential_name: names no credential of credential_list")));
        assertThat(with.models().deployments().get(1).apiKey().orElseThrow().reveal())
                .isEqualTo("sk-later");
    }

    @Test
    void theFilesCredentialComesBeforeAMadeOne() {
        Map<String, Object> entry = Map.of(
                "model_name",
                "made",
                "litellm_params",
                Map.of("model", "openai/x", "litellm_credential_name", "fixed"),
                "model_info",
                Map.of("id", "a"));
        MoreModels.Reading reading = read(Map.of("a", entry), Map.of("fixed", Map.of("api_key", "sk-made")));

        Deployment deployment = reading.models().deployments().get(1);
        assertThat(deployment.apiKey().orElseThrow().reveal()).isEqualTo("sk-fixed");
        assertThat(deployment.apiBase()).hasToString("http://fixed/v1");
    }

    @Test
    void oneThatCannotBeServedTakesNoOtherWithIt() {
        Map<String, Map<String, Object>> entries = new LinkedHashMap<>();
        entries.put("a", made("a", "clarifai/x"));
        entries.put("b", made("b", "openai/x"));
        MoreModels.Reading reading = read(entries);

        assertThat(ids(reading)).contains("b").doesNotContain("a");
        assertThat(reading.models().infos()).doesNotContainKey("a");
        assertThat(reading.leftOut()).singleElement().satisfies(left -> {
            assertThat(left.id()).isEqualTo("a");
            assertThat(left.problems())
                    .singleElement()
                    .asString()
                    .startsWith("litellm_params.model: provider 'clarifai' is not supported yet; supported: openai,");
        });
    }

    @Test
    void oneWithTheIdOfTheFilesIsLeftOutAndChangesNothingOfIt() {
        Map<String, Object> thief = Map.of(
                "model_name",
                "made",
                "litellm_params",
                Map.of("model", "openai/x"),
                "model_info",
                Map.of("id", "in-file", "blocked", true));
        MoreModels.Reading reading = read(Map.of("in-file", thief));

        assertThat(reading.leftOut())
                .containsExactly(new MoreModels.LeftOut(
                        "in-file", List.of("model_info.id: 'in-file' names another deployment already")));
        assertThat(reading.models().infos().get("in-file")).containsEntry("team", "\"blue\"");
        assertThat(reading.models().serving()).extracting(Deployment::id).contains("in-file");
        assertThat(ids(reading)).containsOnlyOnce("in-file");
    }

    @Test
    void anIdThatWasRefusedIsFreeForTheNext() {
        Map<String, Map<String, Object>> entries = new LinkedHashMap<>();
        entries.put(
                "a",
                Map.of(
                        "model_name",
                        "x",
                        "litellm_params",
                        Map.of("model", "openai/x", "rpm", "many"),
                        "model_info",
                        Map.of("id", "same")));
        entries.put("b", made("same", "openai/x"));

        assertThat(ids(read(entries))).contains("same");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai/x        | rpm       | many | litellm_params.rpm: is 'many' (expected a number)",
                "openai/x        | api_bas   | h    | litellm_params.api_bas: is no parameter of the call (did you mean api_base?)",
                "openai/x        | prompt_id | p    | litellm_params: names a prompt, which only an entry of the"
                        + " configuration's model_list can",
                "langfuse/x      | rpm       | 1    | litellm_params: names a prompt, which only an entry of the"
                        + " configuration's model_list can",
                "hosted_vllm/x   | rpm       | 1    | litellm_params.api_base: is missing (provider hosted_vllm has no"
                        + " address of its own)",
                "openai/x        | api_key   | os.environ/NO | litellm_params.api_key: needs environment variable NO, which"
                        + " is not set (remove the key for the one in the provider's variable)",
                "openai/x        | litellm_credential_name | none | litellm_params.litellm_credential_name: names no"
                        + " credential of credential_list",
            })
    void whatIsWrongIsSaidByItsKeyBeforeItIsMade(String model, String key, String value, String problem) {
        Map<String, Object> entry = Map.of("model_name", "x", "litellm_params", Map.of("model", model, key, value));

        assertThat(CONFIG.models().more().problems(entry, Map.of())).contains(problem);
    }

    @Test
    void oneWithNothingWrongHasNoProblems() {
        assertThat(CONFIG.models().more().problems(made("a", "openai/x"), Map.of()))
                .isEmpty();
        assertThat(CONFIG.models().more().problems(Map.of(), Map.of()))
                .containsExactly("model_name: is missing", "litellm_params.model: is missing");
    }

    @Test
    void credentialsOfTheFileAreKnownByTheirNames() {
        MoreModels more = CONFIG.models().more();

        assertThat(more.hasCredential("fixed")).isTrue();
        assertThat(more.hasCredential("later")).isFalse();
        assertThat(more.credentials())
                .isEqualTo(Map.of("fixed", Map.of("api_key", "sk-fixed", "api_base", "http://fixed/v1")));
    }

    @Test
    void aBlockedOneIsKnownAndNotServed() {
        Map<String, Object> blocked = Map.of(
                "model_name",
                "made",
                "litellm_params",
                Map.of("model", "openai/x"),
                "model_info",
                Map.of("id", "b", "blocked", true));
        MoreModels.Reading reading = read(Map.of("b", blocked));

        assertThat(ids(reading)).contains("b");
        assertThat(reading.models().serving()).extracting(Deployment::id).doesNotContain("b");
    }

    @Test
    void noSecretOfThemIsPrinted() {
        assertThat(new MadeModels(Map.of("a", Map.of("k", "sk-entry")), LATER))
                .hasToString("MadeModels[entries=[a], credentials=[later]]");
    }
}
