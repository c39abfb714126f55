package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.Secret;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which address and key a deployment has: a key that is meant for one host never goes to another. */
class KeysOfEntriesTest {
    private static final Map<String, String> VARIABLES = Map.of(
            "OPENAI_API_KEY", "sk-openai\n",
            "GROQ_API_KEY", "sk-groq",
            "MINE", " sk-mine ",
            "ANTHROPIC_API_KEY", "sk-anthropic");

    private static @Nullable String key(Deployment deployment) {
        return deployment.apiKey().map(Secret::reveal).orElse(null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model: openai/m                                                       | sk-openai",
                "model: openai/m, api_key: sk-own                                      | sk-own",
                "model: openai/m, api_key: os.environ/MINE                             | sk-mine",
                "model: openai/m, api_base: 'https://api.openai.com/v1'                | sk-openai",
                "model: openai/m, api_base: 'https://EU.API.OPENAI.COM/v1'             | sk-openai",
                "model: openai/m, api_base: 'http://api.openai.com/v1'                 |",
                "model: openai/m, api_base: 'https://api.openai.com.evil.example'      |",
                "model: openai/m, api_base: 'https://evilapi.openai.com'               |",
                "model: openai/m, api_base: 'https://here.example', api_key: sk-own    | sk-own",
                "model: groq/m                                                         | sk-groq",
                "model: groq/m, api_base: 'https://here.example'                       |",
                "model: custom_openai/m, api_base: 'https://here.example'              |",
                "model: custom_openai/m, api_base: 'https://api.openai.com/v1'         | sk-openai",
                "model: ollama_chat/m, api_base: 'http://here:11434'                   |",
            })
    void theProvidersKeyGoesToTheProvider(String params, @Nullable String key) {
        assertThat(key(Configs.deployments(params, VARIABLES).get(0))).isEqualTo(key);
    }

    @Test
    void anAddressInAVariableIsMeantForTheKeyInOne() {
        Map<String, String> variables = Map.of("OPENAI_API_KEY", "k", "OPENAI_BASE_URL", " http://proxy.example/v1 ");
        Deployment deployment =
                Configs.deployments("model: openai/m", variables).get(0);

        assertThat(deployment.apiBase()).hasToString("http://proxy.example/v1");
        assertThat(key(deployment)).isEqualTo("k");
    }

    @Test
    void aKeyThatIsNotSentIsWarnedOf() {
        GatewayConfig config =
                Configs.read(Configs.entry("model: openai/m, api_base: 'https://here.example'"), VARIABLES);

        assertThat(config.notes().warnings())
                .containsExactly(
                        "model_list[0].litellm_params.api_key: is not given, and OPENAI_API_KEY is not sent to an"
                                + " address that is not its provider's; name it (os.environ/OPENAI_API_KEY) if it is meant for it");
        assertThat(Configs.warnings(Configs.entry("model: openai/m, api_base: 'https://here.example'")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api_key: os.environ/NO                      | api_key: needs environment variable NO, which is not set (remove"
                        + " the key for the one in the provider's variable)",
                "api_key: ''                                 | api_key: is empty (remove the key for the one in the provider's"
                        + " variable)",
                "api_base: os.environ/NO                     | api_base: needs environment variable NO, which is not set (remove"
                        + " the key for the provider's own address)",
                "api_base: ''                                | api_base: is empty (remove the key for the provider's own address)",
                "base_url: ftp://x                           | base_url: is no address (expected http://... or https://...)",
                "api_base: 'http://a', base_url: 'http://b'  | base_url: is another address than api_base (keep one of the two)",
                "api_base: 'http://os.environ/HOST/v1'       | api_base: holds os.environ/, which has to be the whole value:"
                        + " os.environ/NAME",
                "stream_usage: some                          | stream_usage: is 'some' (expected true or false)",
            })
    void noOtherIsTakenForOneThatIsNamedAndWrong(String params, String problem) {
        assertThat(Configs.wrong("model: openai/m, " + params, VARIABLES)).containsExactly(problem);
    }

    @Test
    void theSameAddressMayBeSaidTwice() {
        assertThat(Configs.deployment("model: openai/m, api_base: 'http://a/v1', base_url: 'http://a/v1/'")
                        .apiBase())
                .hasToString("http://a/v1");
    }

    @Test
    void aProviderOfOnesOwnNeedsAnAddress() {
        assertThat(Configs.wrong("model: hosted_vllm/m", Map.of()))
                .containsExactly("api_base: is missing (provider hosted_vllm has no address of its own)");
        assertThat(Configs.wrong("model: openai/m", Map.of("OPENAI_BASE_URL", "proxy:80")))
                .containsExactly("api_base: is no address in the variable OPENAI_BASE_URL (expected http://... or"
                        + " https://...)");
    }

    @ParameterizedTest
    @CsvSource({
        "model: openai/m,                          true",
        "'model: openai/m, stream_usage: false',   false",
        "'model: anthropic/m, stream_usage: true', true",
        "'model: bedrock/m, aws_region_name: eu-west-1', false",
    })
    void usageIsAskedForWhereTheProviderTakesThat(String params, boolean asked) {
        assertThat(Configs.deployment(params).endpoint().streamUsage()).isEqualTo(asked);
    }

    private static final String CREDENTIALS = """
        credential_list:
          - credential_name: c
            credential_values: {api_key: sk-c, api_base: "http://c/v1", headers: {x-a: c, x-b: c}, api_version: v}
            credential_info: {description: whatever}
          - {credential_name: u, credential_values: {api_key: os.environ/NOT_SET}}
        """;

    @Test
    void aCredentialSaysWhatTheEntryDoesNot() {
        Deployment deployment = Configs.read(
                        CREDENTIALS
                                + Configs.entry(
                                        "model: openai/m, litellm_credential_name: c, api_base: 'http://own/v1', headers: {x-b: own}"))
                .deployments()
                .get(0);

        assertThat(key(deployment)).isEqualTo("sk-c");
        assertThat(deployment.apiBase()).hasToString("http://own/v1");
        assertThat(deployment.endpoint().parameters().headers()).isEqualTo(Map.of("x-a", "c", "x-b", "own"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "litellm_credential_name: none | model_list[0].litellm_params.litellm_credential_name: names no credential of"
                        + " credential_list",
                "litellm_credential_name: u    | model_list[0].litellm_params.api_key: needs environment variable NOT_SET, which is"
                        + " not set (remove the key for the one in the provider's variable)",
            })
    void aCredentialThatIsNoneIsNamed(String params, String problem) {
        assertThat(Configs.problems(CREDENTIALS + Configs.entry("model: openai/m, " + params), VARIABLES))
                .containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{credential_values: {a: b}}]      | [0].credential_name: is missing",
                "[{credential_name: c, credential_values: 7}] | [0].credential_values: expected a mapping of keys to values",
                "[7]                                | : expected a mapping of keys to values",
                "{c: d}                             | : expected a list",
            })
    void aListOfCredentialsThatIsNoneIsNamed(String list, String problem) {
        assertThat(Configs.problems(Configs.MODEL + "credential_list: " + list))
                .containsExactly("credential_list" + problem);
    }

    @Test
    void severalKeysAreSeveralDeployments() {
        List<Deployment> deployments = Configs.read(
                        "model_list: [{model_name: '*', litellm_params: {model: '*', api_keys: [a, ' b ']}}]")
                .deployments();

        assertThat(deployments)
                .filteredOn(each -> each.provider().equals("groq"))
                .extracting(KeysOfEntriesTest::key)
                .containsExactly("a", "b");
    }
}
