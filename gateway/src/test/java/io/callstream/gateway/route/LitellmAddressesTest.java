package io.callstream.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.config.DisabledModel;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.settings.SettingsException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which address and which key a model of a LiteLLM file has. */
class LitellmAddressesTest {
    private static final String ONE = """
        model_list:
          - model_name: one
            litellm_params: {model: openai/ok, api_key: sk-a, api_base: "http://provider/v1"%s}
        """;

    @ParameterizedTest
    @DisplayName("C16B, C26: an address or key that is named and cannot be made out is an error with key and variable")
    @CsvSource(
            delimiter = '|',
            value = {
                "api_base: os.environ/NOT_SET, api_key: k  | api_base: needs environment variable NOT_SET",
                "base_url: os.environ/NOT_SET, api_key: k  | base_url: needs environment variable NOT_SET",
                "api_base: '', api_key: k                  | api_base: is empty",
                "api_base: , api_key: k                    | api_base: is empty",
                "api_base: null, api_key: k                | api_base: is empty",
                "api_key: os.environ/NOT_SET               | api_key: needs environment variable NOT_SET",
                "api_key: ''                               | api_key: is empty",
                "api_key: '  '                             | api_key: is empty",
                "api_base: 'https://os.environ/X/v1'       | api_base: holds os.environ/",
                "api_base: 'my-server:8000'                | api_base: is no address",
                "api_base: 'http://a/v1', base_url: 'http://b/v1' | base_url: is another address than api_base",
                "api_bsae: 'http://a/v1'                   | api_bsae: is no parameter of the call (did you mean"
                        + " api_base?)",
                "apiBase: 'http://a/v1'                    | apiBase: is no parameter of the call (did you mean"
                        + " api_base?)",
                "endpoint: 'http://a/v1'                   | endpoint: is no parameter of the call (did you mean"
                        + " api_base?)",
                "litellm_credential_name: nowhere          | litellm_credential_name: names no credential",
                "extra_headers: {x-key: os.environ/NOT_SET} | extra_headers.x-key: needs environment variable NOT_SET",
                "extra_body: {model: other}                | extra_body.model: is the gateway's to say",
                "extra_headers: {Content-Length: 1}        | extra_headers: has 'Content-Length', which is no header",
            })
    void namedAndNotToBeMadeOut(String params, String problem) {
        String yaml = "model_list: [{model_name: a, litellm_params: {model: openai/ok, " + params + "}}]";

        assertThatThrownBy(() -> Sent.config(yaml, Map.of("OPENAI_API_KEY", "sk")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("model_list[0].litellm_params." + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api_base", "base_url", "api_key"})
    void anAddressBesideTheParametersIsAnError(String key) {
        String yaml = "model_list: [{model_name: a, " + key + ": 'http://a/v1', litellm_params: {model: openai/ok}}]";

        assertThatThrownBy(() -> Sent.config(yaml, Map.of()))
                .hasMessageContaining("model_list[0]." + key + ": belongs into litellm_params");
    }

    @Test
    @DisplayName("C16B: where the variable is not set, the start is refused")
    void unsetVariables() {
        String yaml = """
            model_list:
              - model_name: alias-1
                litellm_params: {model: openai/ok, api_base: os.environ/PRIVATE_LLM_URL, api_key: os.environ/NOT_SET_KEY}
            general_settings: {master_key: sk-m}
            """;

        assertThatThrownBy(() -> Sent.config(yaml, Map.of("OPENAI_API_KEY", "sk-openai")))
                .hasMessageContaining("PRIVATE_LLM_URL")
                .hasMessageContaining("NOT_SET_KEY");
    }

    @Test
    @DisplayName("C26: base_url is api_base")
    void baseUrl() {
        Sent sent = Sent.of(
                "model_list: [{model_name: one, litellm_params: {model: openai/ok, base_url: 'http://p/v1', api_key:"
                        + " sk-eu}}]",
                Map.of(),
                "one");

        assertThat(sent.server()).isEqualTo("p");
        assertThat(sent.headers()).containsEntry("authorization", "Bearer sk-eu");
    }

    @ParameterizedTest
    @DisplayName("C16B: a key that is meant for one host never goes to another")
    @CsvSource({
        "openai/x,        http://mine/v1,                  OPENAI_API_KEY,      false",
        "custom_openai/x, http://mine/v1,                  OPENAI_API_KEY,      false",
        "custom_openai/x, https://api.openai.com/v1,       OPENAI_API_KEY,      true",
        "openai/x,        https://eu.api.openai.com/v1,    OPENAI_API_KEY,      true",
        "openai/x,        http://api.openai.com/v1,        OPENAI_API_KEY,      false",
        "openai/x,        https://api.openai.com.evil/v1,  OPENAI_API_KEY,      false",
        "groq/x,          https://mine/v1,                 GROQ_API_KEY,        false",
        "groq/x,          ,                                GROQ_API_KEY,        true",
        "hosted_vllm/x,   http://mine/v1,                  HOSTED_VLLM_API_KEY, true",
    })
    void keysOfVariables(String model, String base, String variable, boolean sent) {
        String yaml = "model_list: [{model_name: a, litellm_params: {model: " + model
                + (base == null ? "" : ", api_base: '" + base + "'") + "}}]";

        Map<String, String> headers =
                Sent.of(yaml, Map.of(variable, "sk-of-variable"), "a").headers();

        assertThat(headers.containsKey("authorization")).isEqualTo(sent);
        assertThat(Sent.config(yaml, Map.of(variable, "sk")).notes().warnings()).hasSize(sent ? 0 : 1);
    }

    @Test
    void anAddressFromAVariableHasTheKeyFromAVariable() {
        Sent sent = Sent.of(
                "model_list: [{model_name: a, litellm_params: {model: openai/x}}]",
                Map.of("OPENAI_BASE_URL", "http://mine/v1", "OPENAI_API_KEY", "sk"),
                "a");

        assertThat(sent.server()).isEqualTo("mine");
        assertThat(sent.headers()).containsEntry("authorization", "Bearer sk");
    }

    @Test
    void aModelThatIsNobodysIsNotSentToOpenAi() {
        GatewayConfig config = Sent.config("""
            model_list:
              - {model_name: a, litellm_params: {model: somebodys-model, api_key: sk-ant}}
              - {model_name: b, litellm_params: {model: gpt-4o-mini}}
              - {model_name: c, litellm_params: {model: my-model, api_base: "http://mine/v1"}}
            """, Map.of());

        assertThat(config.models().disabled())
                .extracting(DisabledModel::modelGroup)
                .containsExactly("a");
        assertThat(config.deployments()).extracting(each -> each.modelGroup()).containsExactly("b", "c");
    }

    @Test
    void credentialsOfTheListBringAddressAndKey() {
        Sent sent = Sent.of("""
            credential_list:
              - credential_name: mine
                credential_values: {api_base: "http://mine/v1", api_key: sk-mine}
                credential_info: {description: x}
            model_list:
              - {model_name: a, litellm_params: {model: openai/x, litellm_credential_name: mine, temperature: 0}}
            """, Map.of(), "a");

        assertThat(sent.server()).isEqualTo("mine");
        assertThat(sent.headers()).containsEntry("authorization", "Bearer sk-mine");
        assertThat(sent.body()).isEqualTo("{\"model\":\"x\",\"temperature\":0}");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:11434,         /api/chat",
        "http://localhost:11434/,        /api/chat",
        "http://localhost:11434/api,     /api/chat",
        "http://localhost:11434/v1,      /v1/chat/completions",
        "http://localhost/ollama/v1,     /ollama/v1/chat/completions",
    })
    @DisplayName("Ollama is asked in its own form, below /v1 in OpenAI's")
    void ollama(String base, String path) {
        String yaml = "model_list: [{model_name: a, litellm_params: {model: ollama/llama3, api_base: '" + base + "'}}]";

        String body = "{\"model\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
        assertThat(Sent.of(yaml, body).path()).isEqualTo(path);
    }
}
