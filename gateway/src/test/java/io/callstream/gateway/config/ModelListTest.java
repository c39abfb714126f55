package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of models as a whole: what is served, what is left out, and when that is too little. */
class ModelListTest {
    @Test
    void deploymentsStandInTheOrderOfTheFile() {
        GatewayConfig config = Configs.read("""
                model_list:
                  - {model_name: b, litellm_params: {model: openai/1}}
                  - {model_name: a, litellm_params: {model: groq/2}}
                  - {model_name: b, litellm_params: {model: mistral/3}}
                """);

        assertThat(config.deployments()).extracting(Deployment::modelGroup).containsExactly("b", "a", "b");
        assertThat(config.deployments()).extracting(Deployment::model).containsExactly("1", "2", "3");
        assertThat(config.models().serving()).isEqualTo(config.deployments());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model_list: []                                   | model_list: names no model, and there is nothing to serve"
                        + " without",
                "general_settings: {}                             | model_list: names no model, and there is nothing to serve"
                        + " without",
                "model_list: [{model_name: m, litellm_params: {model: langfuse/m, prompt_id: p}}] | model_list: has no model that"
                        + " can be served here: [model_list[0] (m): 'm' is no model of OpenAI's, and neither a provider"
                        + " (provider/model) nor api_base says where it answers]",
                "model_list: [7, {}]                              | model_list: expected a mapping of keys to values",
                "model_list: [{model_name: '', litellm_params: {model: openai/m}}] | model_list[0].model_name: is empty",
                "model_list: [{model_name: m, litellm_params: openai/m}] | model_list[0].litellm_params: expected a mapping of keys"
                        + " to values",
            })
    void aFileThatServesNothingIsRefused(String yaml, String problem) {
        assertThat(Configs.problems(yaml)).contains(problem);
    }

    /** Models that are made at run time may be all that there are. */
    @Test
    void aGatewayThatKeepsMadeModelsNeedsNoneInItsFile() {
        String keeping = "general_settings: {master_key: sk-1, store_model_in_db: true}\n";

        assertThat(Configs.read(keeping).deployments()).isEmpty();
        assertThat(Configs.problems(keeping + "callstream: {events: false}"))
                .containsExactly("model_list: names no model, and there is nothing to serve without");
    }

    /** Whether anything has these names can be said only when all models stand in the file. */
    @Test
    void namesInSettingsMayBeThoseOfMadeModels() {
        String names = "router_settings: {fallbacks: [{m: [made]}], model_group_alias: {also: made},"
                + " provider_budget_config: {groq: {budget_limit: 1}}}\n";

        assertThat(Configs.warnings(Configs.MODEL + names)).hasSize(3);
        assertThat(Configs.warnings(
                        Configs.MODEL + names + "general_settings: {master_key: sk-1, store_model_in_db: true}"))
                .isEmpty();
    }

    @Test
    void allThatIsWrongWithAnEntryIsSaidAtOnce() {
        assertThat(Configs.problems(
                        "model_list: [{api_key: a, litellm_params: {model: 'openai/*', rpm: many, timeout: soon,"
                                + " api_base: here, weight: -1, headers: 7}}]"))
                .containsExactlyInAnyOrder(
                        "model_list[0].model_name: is missing",
                        "model_list[0].api_key: belongs into litellm_params of the entry",
                        "model_list[0].litellm_params.rpm: is 'many' (expected a number)",
                        "model_list[0].litellm_params.timeout: is 'soon' (expected a span of time such as 500ms, 30s or 5m)",
                        "model_list[0].litellm_params.weight: is -1 (expected 0 to 1000000)",
                        "model_list[0].litellm_params.model: has a * that nothing fills (model_name has none)",
                        "model_list[0].litellm_params.api_base: is no address (expected http://... or https://...)",
                        "model_list[0].litellm_params.headers: expected a mapping of keys to values");
    }

    @Test
    void whatIsLeftOutIsNoMistakeUnlessThatIsAskedFor() {
        GatewayConfig config = Configs.read("""
                model_list:
                  - {model_name: m, litellm_params: {model: openai/m}}
                  - {model_name: n, litellm_params: {model: clarifai/n, api_key: os.environ/NOT_SET, whatever: 1}}
                router_settings: {model_group_alias: {also: n}}
                litellm_settings: {qwertz: 1}
                """);

        assertThat(config.strictly()).hasSize(3);
        assertThat(config.strictly().get(0)).startsWith("model_list[1] (n): provider 'clarifai' is not supported yet");
        assertThat(config.strictly().get(1)).isEqualTo("litellm_settings.qwertz: is not a known key");
        assertThat(config.strictly().get(2))
                .isEqualTo("router_settings.model_group_alias.also: names n, which no served model has for a name");
    }

    @Test
    void otherModelsLeaveTheRestAsItWas() {
        GatewayConfig config = Configs.read(Configs.MODEL);
        Models others = Configs.read(Configs.entry("model: groq/m")).models();

        assertThat(config.with(others).deployments()).isEqualTo(others.deployments());
        assertThat(config.with(others).passThrough().providers()).containsExactly("groq");
        assertThat(config.with(others).server()).isEqualTo(config.server());
        assertThat(config.with(others).with(config.models())).isEqualTo(config);
    }

    @Test
    void aDeploymentKnowsTheFormOfItsProvider() {
        assertThat(Configs.deployment("model: anthropic/m").form()).isEqualTo("anthropic");
        assertThat(Configs.deployment("model: groq/m").form()).isEqualTo("openai");
        assertThat(Configs.deployments("model: vertex_ai/m", Map.of("VERTEXAI_PROJECT", "p"))
                        .get(0)
                        .form())
                .isEqualTo("vertex");
    }

    @Test
    void variablesOfTheFileComeBeforeThoseOfTheProcess() {
        List<Deployment> deployments = Configs.read(
                        "environment_variables: {OPENAI_API_KEY: sk-file}\n" + Configs.MODEL,
                        Map.of("OPENAI_API_KEY", "sk-env"))
                .deployments();

        assertThat(deployments.get(0).apiKey().orElseThrow().reveal()).isEqualTo("sk-file");
    }
}
