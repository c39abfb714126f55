package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value that cannot be read is named once, with what was expected; that something is missing is said where nothing was given. */
class SaidOnceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "callstream: {auth: {keys: [{key_sha256: abc}]}}"
                        + "| callstream.auth.keys[0].key_sha256: expected 64 hex digits",
                "callstream: {auth: {keys: [{key: [a]}]}}" + "| callstream.auth.keys[0].key: expected a single value",
                "router_settings: {provider_budget_config: {openai: {budget_limit: much}}}"
                        + "| router_settings.provider_budget_config.openai.budget_limit: is 'much' (expected a number)",
                "router_settings: {provider_budget_config: {openai: 7}}"
                        + "| router_settings.provider_budget_config.openai: expected a mapping of keys to values",
                "litellm_settings: {cost_margin_config: {openai: {percentage: much}}}"
                        + "| litellm_settings.cost_margin_config.openai.percentage: is 'much' (expected a number)",
                "litellm_settings: {tag_budget_config: {shop: {rpm_limit: many}}}"
                        + "| litellm_settings.tag_budget_config.shop.rpm_limit: is 'many' (expected a number)",
                "litellm_settings: {tag_budget_config: {shop: 7}}"
                        + "| litellm_settings.tag_budget_config.shop: expected a mapping of keys to values",
                "callstream: {redaction: {rules: [{detectors: [faces]}]}}"
                        + "| callstream.redaction.rules[0].detectors: has 'faces' (expected mail, phone, card, iban, key)",
                "callstream: {server: {tls: true}}" + "| callstream.server.tls: expected a mapping of keys to values",
                "general_settings: {pass_through_endpoints: [{path: [a], target: 'http://a.b'}]}"
                        + "| general_settings.pass_through_endpoints[0].path: expected a single value",
                "prompts: [{prompt_id: p, litellm_params: {prompt_integration: dotprompt, prompt_data: {p: {content: [a]}}}}]"
                        + "| prompts[0].litellm_params.prompt_data.p.content: expected a single value",
            })
    void aWrongValueIsNotMissingToo(String yaml, String problem) {
        assertThat(Configs.problems(Configs.MODEL + yaml)).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "callstream: {auth: {keys: [{alias: a}]}}"
                        + "| callstream.auth.keys[0].key: exactly one of key and key_sha256 is needed",
                "callstream: {auth: {keys: [{key: ''}]}}"
                        + "| callstream.auth.keys[0].key: exactly one of key and key_sha256 is needed",
                "callstream: {auth: {keys: [{key: os.environ/NO}]}}"
                        + "| callstream.auth.keys[0].key: exactly one of key and key_sha256 is needed; NO is not set",
                "router_settings: {provider_budget_config: {openai: {time_period: 1d}}}"
                        + "| router_settings.provider_budget_config.openai: says no budget_limit (expected US dollars)",
                "litellm_settings: {cost_margin_config: {openai: {}}}"
                        + "| litellm_settings.cost_margin_config.openai: says no margin (expected percentage, fixed_amount or"
                        + " both)",
                "litellm_settings: {tag_budget_config: {shop: {budget_duration: 1d}}}"
                        + "| litellm_settings.tag_budget_config.shop: limits nothing (expected max_budget, rpm_limit or"
                        + " tpm_limit)",
                "callstream: {redaction: {rules: [{detectors: []}]}}"
                        + "| callstream.redaction.rules[0].detectors: is missing, as are patterns, dictionaries and"
                        + " dictionary_files (expected one)",
                "callstream: {redaction: {rules: [{detectors: [os.environ/NO]}]}}"
                        + "| callstream.redaction.rules[0].detectors: is missing, as are patterns, dictionaries and"
                        + " dictionary_files (expected one)",
                "callstream: {server: {tls: {certificate: c.pem}}}" + "| callstream.server.tls.key: is missing",
                "prompts: [{prompt_id: p, litellm_params: {prompt_integration: dotprompt, prompt_data: {p: {metadata: {}}}}}]"
                        + "| prompts[0].litellm_params.prompt_data.p.content: is missing (expected the prompt's text)",
            })
    void whatIsMissingIsSaidToBe(String yaml, String problem) {
        assertThat(Configs.problems(Configs.MODEL + yaml)).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "callstream: {auth: {keys: [{key: a, key_sha256: '%1$s'}]}}"
                        + "| callstream.auth.keys[0].key: exactly one of key and key_sha256 is needed",
                "callstream: {auth: {keys: [{key: sk-a, alias: a}, {key: sk-b}, {key: sk-a, alias: b}]}}"
                        + "| callstream.auth.keys[2].key: is the key of callstream.auth.keys[0] (say all of a key in one place)",
                "credential_list: [{credential_name: a, credential_values: {api_key: x}}, {credential_name: a}]"
                        + "| credential_list[1].credential_name: names another credential already",
                "general_settings: {pass_through_endpoints: [{path: /x, target: 'http://a.b'}, {path: /x, target: 'http://c.d'}]}"
                        + "| general_settings.pass_through_endpoints[1].path: is another entry's already",
                "{general_settings: {pass_through_endpoints: [{path: /x, target: 'http://a.b', methods: [GET]}]},"
                        + " callstream: {pass_through: [{path: /x, target: 'http://c.d', methods: [POST, GET]}]}}"
                        + "| callstream.pass_through[0].path: is another entry's already",
            })
    void whatIsSaidTwiceIsNotChosenFrom(String yaml, String problem) {
        String file = yaml.formatted("0".repeat(64));
        boolean whole = file.startsWith("{");
        String model = "model_list: [{model_name: m, litellm_params: {model: openai/m}}]";

        assertThat(Configs.problems(whole ? "{" + model + ", " + file.substring(1) : Configs.MODEL + file))
                .containsExactly(problem);
    }
}
