package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of every key of a file. */
class ConfigExplanationTest {
    private static final String FILE = """
            model_list:
              - model_name: one
                litellm_params: {model: openai/ok, api_base: "http://p/v1", api_key: sk-a, rpd: 3, top_k: 40, rpm: 4}
                model_info: {id: x, mode: chat}
              - {model_name: two, litellm_params: {model: no_such/command-r, api_key: sk-b}}
            litellm_settings:
              callbacks: [file]
              cache: true
              cache_params: {type: s3, s3_bucket_name: b}
              fallbacks: [{one: [two]}]
              drop_parms: true
            router_settings: {model_group_alias: {g: one}, redis_host: os.environ/NOWHERE}
            general_settings: {master_key: sk-1234, completion_model: os.environ/NOWHERE}
            environment_variables: {A: b}
            guardrails: [{guardrail_name: pii}]
            callstream: {sinks: {file: {directory: /tmp}}, chunks: false, prompts: {ttl: forever}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model_list[0].model_name                       | used      | Public name",
                "model_list[0].litellm_params.top_k             | used      | sent when the client says none",
                "model_list[0].litellm_params.rpm               | used      | Requests in a minute",
                "model_list[0].litellm_params.rpd               | no effect | Not counted",
                "model_list[0].model_info.id                    | used      | Name of the deployment",
                "model_list[0].model_info.mode                  | used      | What the model does",
                "model_list[1].litellm_params.api_key           | left out  | provider 'no_such'",
                "litellm_settings.callbacks                     | used      | Names a sink",
                "litellm_settings.cache_params.type             | left out  | not offered",
                "litellm_settings.cache_params.s3_bucket_name   | no effect | one Redis server",
                "litellm_settings.fallbacks[0].one              | used      | router_settings.fallbacks",
                "litellm_settings.drop_parms                    | unknown   | did you mean drop_params",
                "router_settings.model_group_alias.g            | used      | Further names",
                "router_settings.redis_host                     | no effect | needs no Redis",
                "environment_variables.A                        | used      | Variables for",
                "guardrails[0].guardrail_name                   | problem   | cannot be left out",
                "callstream.sinks.file.directory                | used      | sink of that name",
                "callstream.prompts.ttl                         | problem   | forever",
            })
    void eachKeyIsSaid(String path, String use, String says) {
        KeyUse found = explained(FILE).get(path);

        assertThat(found.use().word()).isEqualTo(use);
        assertThat(found.says()).contains(says);
    }

    @Test
    void noKeyIsLostAndNoValueIsSaid() {
        Map<String, KeyUse> all = explained(FILE);

        assertThat(all).hasSize(27);
        assertThat(all.toString()).doesNotContain("sk-a").doesNotContain("sk-b").doesNotContain("sk-1234");
    }

    @Test
    void whatIsMissingIsSaidOfAKeyThatIsNotThere() {
        KeyUse missing =
                explained("model_list: [{litellm_params: {model: openai/m}}]\n").get("model_list[0].model_name");

        assertThat(missing.use()).isEqualTo(KeyUse.Use.PROBLEM);
        assertThat(missing.says()).isEqualTo("is missing");
    }

    @Test
    void keysOfANamedCredentialCountWhereTheyAreNamed() {
        Map<String, KeyUse> all = explained("""
                credential_list:
                  - credential_name: mine
                    credential_values: {api_key: sk-c, api_base: "http://p/v1"}
                    credential_info: {description: ours}
                model_list:
                  - model_name: m
                    litellm_params: {model: openai/m, litellm_credential_name: mine, rpd: 1}
                """);

        assertThat(all.get("credential_list[0].credential_values.api_key").use())
                .isEqualTo(KeyUse.Use.USED);
        assertThat(all.get("model_list[0].litellm_params.rpd").use()).isEqualTo(KeyUse.Use.NO_EFFECT);
    }

    private static Map<String, KeyUse> explained(String yaml) {
        Environment environment = Environment.of(Map.of());
        Section root = new ConfigFile(environment).parse(yaml, "test", new Problems());
        List<KeyUse> uses = ConfigExplanation.of(root, GatewayConfig.read(root, environment));
        return uses.stream().collect(Collectors.toMap(KeyUse::path, use -> use));
    }
}
