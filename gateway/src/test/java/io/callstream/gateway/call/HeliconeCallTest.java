package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls to Helicone's gateway, as Helicone documents them for LiteLLM. */
class HeliconeCallTest {
    private static final String YAML = """
            model_list:
              - model_name: helicone/*
                litellm_params: {model: helicone/*, api_base: "http://helicone.example/v1", api_key: sk-helicone-ours}
              - model_name: chain
                litellm_params:
                  model: helicone/gpt-4o/openai,claude-4.5-sonnet/anthropic
                  api_base: http://helicone.example/v1
                  api_key: sk-helicone-ours
                  extra_headers: {Helicone-Property-App: ours}
              - model_name: elsewhere
                litellm_params: {model: openai/gpt-4o, api_base: "http://one.example/v1", api_key: sk-one}
            """;

    private static String ask(String model, String metadata) {
        return "{\"model\":\"" + model + "\",\"metadata\":{" + metadata
                + "},\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    }

    private static String sent(String model, String metadata) {
        try (CallRig rig = new CallRig(YAML)) {
            rig.call(ask(model, metadata));
            String sent = rig.wire().requests();
            rig.wire().answer(200, CallRig.answer("Hi"));
            return sent;
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "helicone/gpt-4o, gpt-4o",
                "helicone/claude-4.5-sonnet/anthropic, claude-4.5-sonnet/anthropic",
                "'helicone/gpt-4o/openai,claude-4.5-sonnet/anthropic', 'gpt-4o/openai,claude-4.5-sonnet/anthropic'",
                "chain, 'gpt-4o/openai,claude-4.5-sonnet/anthropic'"
            })
    void modelsGoAsTheyAreNamed(String asked, String model) {
        assertThat(sent(asked, ""))
                .contains("authorization: Bearer sk-helicone-ours\r\n")
                .contains("\"model\":\"" + model + "\"");
    }

    @Test
    void whatMetadataSaysToHeliconeGoesAsHeaders() {
        assertThat(sent(
                        "chain",
                        "\"Helicone-Session-Id\":\"s-1\",\"Helicone-Session-Name\":\"Weather\",\"Helicone-User-Id\":\"u\","
                                + "\"Helicone-Property-Environment\":\"prod\",\"Helicone-Property-App\":\"theirs\","
                                + "\"Helicone-Cache-Enabled\":\"true\",\"Cache-Control\":\"max-age=60\","
                                + "\"Helicone-Rate-Limit-Policy\":\"basic-100\",\"other\":\"x\""))
                .contains("Helicone-Session-Id: s-1\r\n")
                .contains("Helicone-Session-Name: Weather\r\n")
                .contains("Helicone-User-Id: u\r\n")
                .contains("Helicone-Property-Environment: prod\r\n")
                .contains("helicone-property-app: ours\r\n")
                .contains("Helicone-Cache-Enabled: true\r\n")
                .contains("Cache-Control: max-age=60\r\n")
                .contains("Helicone-Rate-Limit-Policy: basic-100\r\n")
                .doesNotContain("theirs")
                .doesNotContain("other");
    }

    @Test
    void nobodyIsLedElsewhereOrBreaksOutOfALine() {
        assertThat(sent(
                        "chain",
                        "\"Helicone-Target-Url\":\"http://evil\",\"Helicone-Auth\":\"Bearer x\",\"Helicone-Model-Override\":\"m\","
                                + "\"Helicone-Property-A: b\\r\\nx\":\"1\",\"Helicone-Property-C\":\"1\\r\\nevil: 2\""))
                .doesNotContain("evil\r\n")
                .doesNotContain("Helicone-Auth")
                .doesNotContain("Override")
                .doesNotContain("\r\nevil")
                .contains("Helicone-Property-C: 1  evil: 2\r\n");
    }

    @Test
    void otherProvidersHearNothingOfIt() {
        assertThat(sent("elsewhere", "\"Helicone-Session-Id\":\"s-1\"")).doesNotContain("elicone");
    }
}
