package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a model's parameters and {@code model_info} people see who ask for it. */
class ShownParamsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "api_key",
                "api_keys",
                "client_secret",
                "vertex_credentials",
                "vertex_ai_credentials",
                "aws_access_key_id",
                "aws_secret_access_key",
            })
    void whatLitellmLeavesOutIsLeftOut(String name) {
        assertThat(ShownParams.shown(Map.of(name, "sk-secret", "model", "openai/m")))
                .isEqualTo(Map.of("model", "openai/m"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws_session_token",
                "aws_web_identity_token",
                "azure_ad_token",
                "azure_password",
                "langfuse_secret_key",
                "langfuse_secret",
                "humanloop_api_key",
                "my-api-token",
            })
    void otherCredentialsAreMasked(String name) {
        assertThat(ShownParams.shown(Map.of(name, "sk-secret"))).isEqualTo(Map.of(name, "****"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"model", "rpm", "litellm_credential_name", "langfuse_public_key", "aws_region_name", "stop_token"
            })
    void everythingElseIsShown(String name) {
        assertThat(ShownParams.shown(Map.of(name, "value"))).isEqualTo(Map.of(name, "value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"headers", "extra_headers"})
    void headersShowTheirNames(String name) {
        assertThat(ShownParams.shown(Map.of(name, Map.of("x-tenant", "acme", "x-retries", 3))))
                .isEqualTo(Map.of(name, Map.of("x-tenant", "****", "x-retries", 3)));
    }

    @Test
    void numbersAndSwitchesAreNoSecrets() {
        assertThat(ShownParams.shown(Map.of("secret_count", 7, "use_secret", true, "secrets", List.of(1))))
                .isEqualTo(Map.of("secret_count", 7, "use_secret", true, "secrets", "****"));
    }

    @Test
    void whatIsDeeperIsLookedThroughToo() {
        Map<String, Object> params = Map.of(
                "extra_body",
                Map.of("api_key", "sk-secret", "password", "sk-secret", "top_k", 4),
                "tools",
                List.of(Map.of("token_secret", "sk-secret"), "text", 5));

        assertThat(ShownParams.shown(params))
                .isEqualTo(Map.of(
                        "extra_body",
                        Map.of("password", "****", "top_k", 4),
                        "tools",
                        List.of(Map.of("token_secret", "****"), "text", 5)));
    }

    @Test
    void nothingIsShownOfNothing() {
        Map<String, Object> params = new HashMap<>();
        params.put("rpm", null);
        params.put("tags", Arrays.asList("a", null));
        params.put("headers", Collections.singletonMap("x-a", null));

        assertThat(ShownParams.shown(params)).isEqualTo(Map.of("tags", List.of("a"), "headers", Map.of("x-a", "****")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api_base                     | https://ann:pass@x.example/v1     | https://x.example/v1",
                "base_url                     | https://x.example/v1?key=secret   | https://x.example/v1",
                "aws_bedrock_runtime_endpoint | https://u:p@x.example             | https://x.example",
                "api_base                     | os.environ/BASE                   | os.environ/BASE",
                "api_base                     | http://[oops                      | ****",
            })
    void anAddressIsShownWithoutWhatMayBeACredential(String name, String address, String shown) {
        assertThat(ShownParams.shown(Map.of(name, address))).isEqualTo(Map.of(name, shown));
    }

    @Test
    void anEntrysAreWrittenAsJson() {
        assertThat(ShownParams.of(Map.of("litellm_params", Map.of("model", "a", "rpm", 3, "api_key", "k"))))
                .isEqualTo(Map.of("model", "\"a\"", "rpm", "3"));
        assertThat(ShownParams.of(Map.of("litellm_params", "nonsense"))).isEmpty();
    }

    @Test
    void whatModelInfoSaysIsShownWithoutCredentialsHoweverDeep() {
        Map<String, String> info = Configs.read("""
                model_list:
                  - model_name: m
                    litellm_params: {model: openai/m}
                    model_info: {id: i, team: blue, price: 0.5, on: true, none: null, my_secret: sk-secret,
                      account: {name: acme, api_key: sk-secret, more: [{password: sk-secret, region: eu}, 3, x]}}
                """).models().infos().get("i");

        assertThat(info)
                .isEqualTo(Map.of(
                        "id",
                        "\"i\"",
                        "team",
                        "\"blue\"",
                        "price",
                        "0.5",
                        "on",
                        "true",
                        "account",
                        "{\"name\":\"acme\",\"more\":[{\"region\":\"eu\"},3,\"x\"]}"));
    }

    @Test
    void noSecretOfAConfigurationIsPrinted() {
        GatewayConfig config = Configs.read("""
                model_list:
                  - model_name: m
                    litellm_params: {model: openai/m, api_key: sk-secret, api_base: "https://a:sk-secret@x.example",
                      headers: {x-key: sk-secret}, extra_body: {key: sk-secret}}
                  - {model_name: b, litellm_params: {model: bedrock/b, aws_region_name: eu-west-1, aws_access_key_id: AKIA,
                      aws_secret_access_key: sk-secret, aws_session_token: sk-secret}}
                  - {model_name: z, litellm_params: {model: azure/z, api_base: "https://z.example", azure_ad_token: sk-secret}}
                  - {model_name: p, litellm_params: {model: openai/p, api_keys: [sk-secret, sk-secret2], prompt_id: p,
                      langfuse_public_key: pk, langfuse_secret_key: sk-secret, humanloop_api_key: sk-secret}}
                credential_list: [{credential_name: c, credential_values: {api_key: sk-secret}}]
                general_settings:
                  master_key: sk-secret
                  pass_through_endpoints:
                    - {path: /x, target: "https://a:sk-secret@x.example", headers: {authorization: sk-secret},
                       default_query_params: {key: sk-secret}}
                litellm_settings: {cache: true, cache_params: {type: redis, host: r, password: sk-secret},
                  langfuse_public_key: pk, langfuse_secret_key: sk-secret}
                callstream:
                  auth: {keys: [{key: sk-secret3}]}
                  hooks: [{name: h, settings: {token: sk-secret}}]
                  prompts: {humanloop: {api_key: sk-secret}}
                """);

        assertThat(config.toString()).doesNotContain("sk-secret");
    }
}
