package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose model an entry names, and what that provider calls it. */
class ProviderNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model: openai/gpt-4o                                     | openai         | gpt-4o",
                "model: gpt-4o                                            | openai         | gpt-4o",
                "model: o3-mini                                           | openai         | o3-mini",
                "model: claude-sonnet-4-5                                 | anthropic      | claude-sonnet-4-5",
                "model: command-r                                         | cohere_chat    | command-r",
                "model: mistral/mistral-large                             | mistral        | mistral-large",
                "model: openrouter/anthropic/claude-3                     | openrouter     | anthropic/claude-3",
                "model: anything, custom_llm_provider: groq               | groq           | anything",
                "model: groq/llama, custom_llm_provider: groq             | groq           | llama",
                "model: meta/llama, custom_llm_provider: groq             | groq           | meta/llama",
                "model: mine, api_base: 'http://here/v1'                  | openai         | mine",
                "model: mine, base_url: 'http://here/v1'                  | openai         | mine",
                "model: claude-x, api_base: 'http://here/v1'              | openai         | claude-x",
                "model: openai/responses/o3                               | openai         | o3",
                "model: groq/responses/x                                  | groq           | responses/x",
                "model: bedrock/converse/x.y, aws_region_name: eu-west-1  | bedrock        | x.y",
                "model: bedrock/invoke/x.y, aws_region_name: eu-west-1    | bedrock        | x.y",
                "model: bedrock/eu-west-1/x.y                             | bedrock        | x.y",
                "model: bedrock_converse/x.y, aws_region_name: eu-west-1  | bedrock_converse | x.y",
                "model: anthropic.claude-x, aws_region_name: eu-west-1    | bedrock        | anthropic.claude-x",
                "model: gemini-x, vertex_project: p                       | vertex_ai      | gemini-x",
                "model: 'openai/ft:gpt:org::id'                           | openai         | ft:gpt:org::id",
            })
    void theModelSaysIt(String params, String provider, String model) {
        Deployment deployment = Configs.deployment(params);

        assertThat(deployment.provider()).isEqualTo(provider);
        assertThat(deployment.model()).isEqualTo(model);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai/              | is 'openai/'",
                "'openai/ '           | is 'openai/ '",
                "/x                   | is '/x'",
                "bedrock/eu-west-1/   | is 'bedrock/eu-west-1/'",
                "openai/responses/    | is 'openai/responses/'",
            })
    void aModelWithoutANameIsRefused(String model, String said) {
        assertThat(Configs.wrong("model: '" + model + "'", Map.of()))
                .containsExactly(
                        "model: " + said + ", which names no model (expected provider/model, such as openai/gpt-4o)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clarifai/x    | provider 'clarifai' is not supported yet; supported: openai,",
                "opanai/gpt-4o | there is no provider 'opanai' (write openai/opanai/gpt-4o and api_base for a server of that"
                        + " dialect); supported: openai,",
                "OpenAI/gpt-4o | there is no provider 'OpenAI'",
                "my-model      | 'my-model' is no model of OpenAI's, and neither a provider (provider/model) nor api_base says"
                        + " where it answers",
            })
    void anEntryWhoseProviderIsNotServedIsLeftOutWithTheReason(String model, String reason) {
        List<DisabledModel> disabled = Configs.read("model_list: [{model_name: ok, litellm_params: {model: openai/m}},"
                        + " {model_name: m, litellm_params: {model: '" + model + "', nonsense: 1}}]")
                .models()
                .disabled();

        assertThat(disabled).singleElement().satisfies(each -> {
            assertThat(each.entry()).isEqualTo("model_list[1]");
            assertThat(each.modelGroup()).isEqualTo("m");
            assertThat(each.reason()).startsWith(reason);
            assertThat(each).hasToString("model_list[1] (m): " + each.reason());
        });
    }

    @Test
    void aModelOfNobodyIsServedWhereAVariableSaysWhereOpenAisAre() {
        assertThat(Configs.deployments("model: my-model", Map.of("OPENAI_BASE_URL", "http://here/v1")))
                .extracting(Deployment::model)
                .containsExactly("my-model");
    }

    @Test
    void modelsOfAnotherProxyOfLitellmAreAskedThere() {
        Deployment deployment =
                Configs.deployment("model: openai/gpt-4o, use_litellm_proxy: true, api_base: 'http://p/v1'");

        assertThat(deployment.provider()).isEqualTo("litellm_proxy");
        assertThat(deployment.model()).isEqualTo("openai/gpt-4o");
    }

    /** {@code model: "*"} stands for a deployment of each provider, which takes the models that are its own. */
    @ParameterizedTest
    @CsvSource({
        "openai,    openai/gpt-4o,        gpt-4o",
        "openai,    gpt-4o,               gpt-4o",
        "openai,    text-embedding-3,     text-embedding-3",
        "openai,    o1,                   o1",
        "openai,    anthropic/claude,     ",
        "openai,    llama,                ",
        "openai,    o10x,                 ",
        "anthropic, anthropic/claude,     claude",
        "anthropic, claude,               ",
        "groq,      groq/meta/llama,      meta/llama",
    })
    void anEntryForAllModelsGivesEachToItsProvider(String provider, String asked, @Nullable String own) {
        Deployment deployment =
                Configs.read("model_list: [{model_name: '*', litellm_params: {model: '*'}}]").deployments().stream()
                        .filter(each -> each.provider().equals(provider))
                        .findFirst()
                        .orElseThrow();

        assertThat(deployment.model(List.of(asked), asked)).isEqualTo(own);
    }

    /** An address says where models go, whatever they are called; only those of another provider do not. */
    @ParameterizedTest
    @CsvSource({"my-model, my-model", "some/llama, some/llama", "openai/x, x", "anthropic/claude,", "clarifai/x,"})
    void anEntryForAllModelsWithAnAddressTakesAllThatAreNobodys(String asked, @Nullable String own) {
        Deployment deployment = Configs.read(
                        "model_list: [{model_name: '*', litellm_params: {model: '*', api_base: 'http://here/v1'}}]")
                .deployments()
                .stream()
                .filter(each -> each.provider().equals("openai"))
                .findFirst()
                .orElseThrow();

        assertThat(deployment.model(List.of(asked), asked)).isEqualTo(own);
    }

    @Test
    void aModelThatSomebodyElseNamesIsTakenWithoutItsProvider() {
        Deployment deployment = Configs.deployment("model: openai/m");

        assertThat(deployment.named("openai/other")).isEqualTo("other");
        assertThat(deployment.named("other")).isEqualTo("other");
        assertThat(deployment.named("anthropic/claude")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai/*   | openai/*    | openai/gpt-4o | gpt-4o",
                "*-eu       | openai/*    | gpt-4o-eu     | gpt-4o",
                "a/*/b/*    | openai/*-*  | a/x/b/y       | x-y",
                "a/*/b/*    | openai/*    | a/x/b/y       | a/x/b/y",
                "*          | openai/*-x  | m             | m-x",
                "mine*      | openai/m    | mine-1        | m",
            })
    void starsOfTheNameFillThoseOfTheModel(String name, String model, String asked, @Nullable String own) {
        Deployment deployment = Configs.read(
                        "model_list: [{model_name: '" + name + "', litellm_params: {model: '" + model + "'}}]")
                .deployments()
                .get(0);
        List<String> found = new NamePattern(name).match(asked);

        assertThat(deployment.model(found == null ? List.of() : found, asked)).isEqualTo(own);
    }

    @Test
    void aStarThatNothingFillsIsRefused() {
        assertThat(Configs.wrong("model: 'openai/*'", Map.of()))
                .containsExactly("model: has a * that nothing fills (model_name has none)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api_base", "base_url", "api_key", "api_keys"})
    void whatIsMeantForTheParametersIsNotReadPastBesideThem(String key) {
        String misplaced = "belongs into litellm_params of the entry";

        assertThat(Configs.problems(
                        "model_list: [{model_name: m, " + key + ": 'http://x', litellm_params: {model: openai/m},"
                                + " model_info: {" + key + ": os.environ/NO}}]"))
                .containsExactlyInAnyOrder(
                        "model_list[0]." + key + ": " + misplaced,
                        "model_list[0].model_info." + key + ": " + misplaced);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api_bse: http://x  | api_bse: is no parameter of the call (did you mean api_base?)",
                "apikey: k          | apikey: is no parameter of the call (did you mean api_key?)",
                "api-key: k         | api-key: is no parameter of the call (did you mean api_key?)",
                "url: http://x      | url: is no parameter of the call (did you mean api_base?)",
                "host: x            | host: is no parameter of the call (did you mean api_base?)",
                "openai_api_key: k  | openai_api_key: is no parameter of the call (did you mean api_key?)",
                "endpoint_url: x    | endpoint_url: is no parameter of the call (did you mean api_base?)",
            })
    void anAddressOrKeyThatIsMisspeltIsNotSentAsAParameter(String param, String problem) {
        assertThat(Configs.wrong("model: openai/m, " + param, Map.of())).contains(problem);
    }
}
