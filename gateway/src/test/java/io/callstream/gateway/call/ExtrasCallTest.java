package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.PreCallEvent;
import io.callstream.gateway.api.anthropic.AnthropicApi;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request says what its provider gets beside. */
class ExtrasCallTest {
    private static final String ANTHROPIC = """
        model_list:
          - model_name: m
            litellm_params: {model: anthropic/claude-sonnet-4-5, api_key: sk-ant-1, api_base: "http://one.example", timeout: 5}
        """;
    private static final String STRICT = """
        model_list:
          - model_name: m
            litellm_params: {model: openai/gpt-4o, api_key: sk-1, api_base: "http://one.example", organization: org-ours,
              headers: {x-team: ours}}
        """;

    private static String asked(String more) {
        return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]" + more + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model\":\"m\",\"seed\":2,\"extra_body\":{\"top_k\":5}}|{\"model\":\"gpt-4o\",\"seed\":2,\"top_k\":5}",
                "{\"extra_body\":{\"seed\":3,\"x\":{\"y\":[1.50]}},\"model\":\"m\",\"seed\":2}|"
                        + "{\"model\":\"gpt-4o\",\"seed\":3,\"x\":{\"y\":[1.50]}}",
                "{\"model\":\"m\",\"extra_body\":{}}|{\"model\":\"gpt-4o\"}",
                "{\"model\":\"m\",\"extra_body\":null,\"extra_headers\":null,\"organization\":null}|{\"model\":\"gpt-4o\"}",
                "{\"model\":\"m\",\"extra_body\":{\"api_base\":\"http://evil\",\"tags\":[\"a\"]}}|{\"model\":\"gpt-4o\"}",
            })
    void fieldsOfTheExtraBodyStandInTheBody(String asked, String sent) {
        try (CallRig rig = CallRig.withOneDeployment()) {
            rig.call(asked);

            assertThat(rig.wire().requests()).endsWith("\r\n\r\n" + sent);
            rig.wire().answer(200, CallRig.answer("Hi"));
        }
    }

    @Test
    void whatIsRecordedIsWhatTheProviderGot() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            rig.call(asked(",\"seed\":1,\"extra_body\":{\"seed\":7,\"tags\":[\"lifted\"]}"));
            rig.wire().answer(200, CallRig.answer("Hi"));

            PreCallEvent event = rig.lane().only(PreCallEvent.class);
            assertThat(event.getParameters()).isEqualTo("{\"seed\":7}");
            assertThat(event.getTags()).containsExactly("lifted");
        }
    }

    @Test
    void headersGoAlongAndAreNoField() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            rig.call(
                    asked(
                            ",\"extra_headers\":{\"X-Team\":\"blue\\r\\nevil: 1\",\"x-request-id\":\"r-1\"},\"organization\":\"org-7\""));

            assertThat(rig.wire().requests())
                    .contains("x-team: blue  evil: 1\r\n", "x-request-id: r-1\r\n", "openai-organization: org-7\r\n")
                    .doesNotContain("extra_headers", "\"organization\"");
            rig.wire().answer(200, CallRig.answer("Hi"));
        }
    }

    @Test
    void theDeploymentsOwnWin() {
        try (CallRig rig = new CallRig(STRICT)) {
            rig.call(
                    asked(",\"extra_headers\":{\"x-team\":\"blue\",\"user-agent\":\"me\"},\"organization\":\"org-7\""));

            assertThat(rig.wire().requests())
                    .containsOnlyOnce("x-team:")
                    .containsOnlyOnce("openai-organization:")
                    .containsOnlyOnce("user-agent:")
                    .contains("x-team: ours\r\n", "openai-organization: org-ours\r\n")
                    .doesNotContain("org-7", "blue");
            rig.wire().answer(200, CallRig.answer("Hi"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "x-api-key",
                "api-key",
                "Helicone-Auth",
                "x-goog-api-key",
                "Cookie",
                "Host",
                "Content-Length",
                "Transfer-Encoding",
                "connection",
                "x-amz-security-token",
                "X-Amz-Target",
                "x-forwarded-for",
                "x-litellm-api-key",
                "traceparent"
            })
    void keysAndConnectionsAreTheGatewaysToSay(String header) {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(asked(",\"extra_headers\":{\"" + header + "\":\"mine\"}"));

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).contains("extra_headers." + header.toLowerCase(Locale.ROOT));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"extra_body\":{\"model\":\"other\"}|extra_body.model",
                ",\"extra_body\":{\"messages\":[]}|extra_body.messages",
                ",\"extra_body\":{\"extra_body\":{}}|extra_body.extra_body",
                ",\"extra_body\":[1]|extra_body",
                ",\"extra_headers\":\"a: b\"|extra_headers",
                ",\"extra_headers\":{\"a b\":\"c\"}|extra_headers",
                ",\"extra_headers\":{\"a\":1}|extra_headers.a",
                ",\"organization\":7|organization",
            })
    void whatCannotBeSaysSo(String more, String named) {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(asked(more));

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).contains("'" + named + "'");
        }
    }

    @Test
    void anOrganizationOfOpenAisIsNothingToAnthropic() {
        try (CallRig rig = new CallRig(ANTHROPIC)) {
            rig.call(asked(
                    ",\"organization\":\"org-7\",\"extra_headers\":{\"anthropic-beta\":\"b-1\",\"anthropic-version\":\"x\"},"
                            + "\"extra_body\":{\"top_k\":5}"));

            assertThat(rig.wire().requests())
                    .contains("anthropic-beta: b-1\r\n", "\"top_k\":5")
                    .containsOnlyOnce("anthropic-version:")
                    .doesNotContain("org-7", "extra_");
            rig.wire().send("HTTP/1.1 400 X\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}");
        }
    }

    @Test
    void anthropicsClientsSayItAsWell() {
        String body =
                "{\"model\":\"m\",\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"extra_headers\":"
                        + "{\"x-team\":\"blue\"},\"extra_body\":{\"context_management\":{\"edits\":[]}}}";
        try (CallRig rig = new CallRig(ANTHROPIC)) {
            rig.call(new AnthropicApi(), "/v1/messages", body);

            assertThat(rig.wire().requests())
                    .contains("x-team: blue\r\n", "\"context_management\":{\"edits\":[]}")
                    .doesNotContain("extra_");
            rig.wire().send("HTTP/1.1 400 X\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}");
        }
    }
}
