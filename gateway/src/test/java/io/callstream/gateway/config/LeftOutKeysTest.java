package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of a file that mean nothing here. */
class LeftOutKeysTest {
    /** Somebody's LiteLLM file, with keys that mean nothing here. */
    private static final String LITELLM = """
        model_list:
          - model_name: gpt-4o
            litellm_params:
              model: openai/gpt-4o
              api_key: os.environ/OPENAI_API_KEY
              rpm: 100
          - model_name: local
            litellm_params: {model: hosted_vllm/meta-llama/Llama-3, api_base: "http://vllm:8000/v1", weight: 3,
              timeout: 20, stream_timeout: 5, stream_usage: false, input_cost_per_token: 1.5e-7}
            model_info: {id: vllm-1, output_cost_per_token: 0.000002}
        litellm_settings: {success_callback: [langfuse], drop_params: true, request_timeout: 60}
        general_settings: {master_key: sk-1234, store_model_in_db: true}
        router_settings: {routing_strategy: simple-shuffle}
        """;

    private static final String MODEL = "model_list: [{model_name: m, litellm_params: {model: openai/m}}]\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "guardrails: [{guardrail_name: a}]",
                "litellm_settings: {guardrails: [a]}",
                "litellm_settings: {max_user_budget: 10}",
                "litellm_settings: {callbacks: [presidio]}",
                "litellm_settings: {message_logging: false2}",
                "litellm_settings: {api_base: 'http://a'}",
                "general_settings: {default_team_disabled: true}",
                "general_settings: {custom_auth: a.b}",
                "general_settings: {enable_jwt_auth: true}",
            })
    void whatIsDangerousToLeaveOutStopsTheStart(String yaml) {
        assertThatThrownBy(() -> read(MODEL + yaml, Map.of())).hasMessageContaining("accept_ignored");
    }

    @Test
    void whatIsAcceptedIsLeftOut() {
        GatewayConfig config = read("""
            model_list: [{model_name: m, litellm_params: {model: openai/m, ssl_verify: false}}]
            guardrails: [{guardrail_name: a}]
            general_settings: {default_team_disabled: true, custom_auth: }
            litellm_settings: {callbacks: [presidio, postgres], max_user_budget: 1}
            callstream:
              accept_ignored: ["model_list[].litellm_params.ssl_verify", guardrails, general_settings.default_team_disabled,
                litellm_settings.callbacks.presidio, litellm_settings.max_user_budget]
            """, Map.of());

        assertThat(config.ignoredKeys())
                .contains(
                        "model_list[0].litellm_params.ssl_verify",
                        "guardrails",
                        "general_settings.default_team_disabled",
                        "litellm_settings.max_user_budget");
    }

    @Test
    void aVariableThatIsNotSetIsWarnedOfWhereTheStartGoesOnWithoutIt() {
        GatewayConfig config = read(MODEL + """
            router_settings: {num_retries: os.environ/RETRIES, fallbacks: [{m: [os.environ/OTHER]}]}
            """, Map.of());

        assertThat(config.notes().warnings())
                .containsExactlyInAnyOrder(
                        "router_settings.num_retries: needs environment variable RETRIES, which is not set: it counts as"
                                + " if it were not there",
                        "router_settings.fallbacks[0].m: needs environment variable OTHER, which is not set: it counts"
                                + " as if it were not there");
    }

    @Test
    void anUnknownKeyIsWarnedOfWithWhatMayHaveBeenMeant() {
        GatewayConfig config = read(MODEL + "litellm_settings: {sucess_callback: [a], qwertz: 1}", Map.of());

        assertThat(config.notes().unknown())
                .containsExactly(
                        "litellm_settings.qwertz", "litellm_settings.sucess_callback (did you mean success_callback?)");
        assertThat(config.strictly()).hasSize(2);
    }

    @Test
    void keysOfExtensionsHoldAnchors() {
        assertThat(read("x-mine: {a: 1}\n" + MODEL, Map.of()).ignoredKeys()).isEmpty();
    }

    @Test
    void ownersOfKeysMayBeLeftOut() {
        GatewayConfig config = read(
                MODEL
                        + "litellm_settings: {redact_user_api_key_info: true}\n"
                        + "callstream: {auth: {keys: [{key: k, alias: a, team_id: t, user_id: u, routes: [r]}]}}",
                Map.of());

        ApiKey key = config.auth().keys().get(0);
        assertThat(key.alias()).isNull();
        assertThat(key.teamId()).isNull();
        assertThat(key.userId()).isNull();
        assertThat(key.recordedHash()).isNull();
        assertThat(key.routes()).containsExactly("r");
    }

    private static GatewayConfig read(String yaml, Map<String, String> variables) {
        Environment environment = Environment.of(variables);
        Problems problems = new Problems();
        Section root = new ConfigFile(environment).parse(yaml, "test", problems);
        GatewayConfig config = GatewayConfig.read(root, environment);
        problems.throwIfAny();
        return config;
    }
}
