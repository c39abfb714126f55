package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages that Claude refuses are changed where the configuration says {@code modify_params}. */
class ModifiedMessagesTest {
    private static final String ANTHROPIC =
            "{model: anthropic/claude-sonnet-4-5, api_key: sk-ant-1, api_base: \"http://one.example\", timeout: 5%s}";
    private static final String BEDROCK =
            "{model: bedrock/converse/anthropic.claude-sonnet-4-5, aws_region_name: us-east-1,"
                    + " aws_access_key_id: AKIDEXAMPLE, aws_secret_access_key: s3cr3t, timeout: 5,"
                    + " aws_bedrock_runtime_endpoint: \"http://one.example\"%s}";
    private static final String CALL =
            "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\","
                    + "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]}";
    private static final String USER = "{\"role\":\"user\",\"content\":\"Hi\"}";
    private static final String RESULT = "{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":\"red\"}";

    private static String sent(String params, boolean modifies, String fields) {
        String yaml = "model_list:\n  - model_name: m\n    litellm_params: " + params.formatted("") + "\n"
                + "litellm_settings: {modify_params: " + modifies + "}\nrouter_settings: {num_retries: 0}\n";
        return sentBy(yaml, fields);
    }

    private static String sentBy(String yaml, String fields) {
        try (CallRig rig = new CallRig(yaml)) {
            rig.call("{\"model\":\"m\"," + fields + "}");
            String request = rig.wire().requests();
            rig.wire().send("HTTP/1.1 400 X\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}");
            return request.substring(request.indexOf("\r\n\r\n") + 4);
        }
    }

    private static String messages(String... messages) {
        return "\"messages\":[" + String.join(",", messages) + "]";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"role\":\"assistant\",\"content\":\"So \\n\"}|{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Please go on.\"}]},"
                        + "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"So\"}]}",
                "{\"role\":\"user\",\"content\":\" \"}|{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"(empty message)\"}]}",
                "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"\"},{\"type\":\"text\",\"text\":\" a \"}]}|"
                        + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\" a \"}]}",
                "{\"role\":\"system\",\"content\":\"Be.\"}|{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Please go on.\"}]}",
            })
    void whatAnthropicRefusesIsChanged(String message, String changed) {
        assertThat(sent(ANTHROPIC, true, messages(message))).contains("\"messages\":[" + changed + "]");
    }

    @Test
    void callsOfToolsAndResultsBelongTogether() {
        String body = sent(ANTHROPIC, true, messages(USER, RESULT, CALL, USER, CALL, RESULT, RESULT));

        assertThat(body).contains("""
            "messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]},\
            {"role":"assistant","content":[{"type":"tool_use","id":"a","name":"look","input":{}}]},\
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":[{"type":"text",\
            "text":"(The tool was not run; there is no result.)"}]},{"type":"text","text":"Hi"}]},\
            {"role":"assistant","content":[{"type":"tool_use","id":"a","name":"look","input":{}}]},\
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"red"}]}]}]""");
    }

    @Test
    void toolsThatWereCalledAreNamedAndNotCalledAgain() {
        String fields = messages(USER, CALL, RESULT);

        assertThat(sent(ANTHROPIC, true, fields))
                .contains("\"tools\":[{\"name\":\"look\",\"input_schema\":{\"type\":\"object\",\"properties\":{}}}]")
                .contains("\"tool_choice\":{\"type\":\"none\"}");
        assertThat(sent(ANTHROPIC, false, fields)).doesNotContain("\"tools\"");
    }

    @Test
    void aModelWhoseThoughtsWereNotKeptDoesNotThink() {
        String fields = messages(USER, CALL, RESULT) + ",\"reasoning_effort\":\"low\"";

        assertThat(sent(ANTHROPIC, true, fields)).doesNotContain("\"thinking\"");
        assertThat(sent(ANTHROPIC, false, fields)).contains("\"thinking\"");
        assertThat(sent(BEDROCK, true, fields)).doesNotContain("\"thinking\"");
        assertThat(sent(ANTHROPIC, true, messages(USER) + ",\"reasoning_effort\":\"low\""))
                .contains("\"thinking\"");
    }

    @Test
    void onBedrockTheLastWordIsTheUsers() {
        assertThat(sent(BEDROCK, true, messages("{\"role\":\"assistant\",\"content\":\"So \"}")))
                .contains("""
            "messages":[{"role":"user","content":[{"text":"Please go on."}]},{"role":"assistant","content":[{"text":"So"}]},\
            {"role":"user","content":[{"text":"Please go on."}]}]""");
    }

    @Test
    void withoutItTheyGoAsTheyCame() {
        String last = "{\"role\":\"assistant\",\"content\":\"So \"}";

        assertThat(sent(ANTHROPIC, false, messages(last)))
                .contains("\"messages\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"So \"}]}]");
        assertThat(sent(BEDROCK, false, messages(last)))
                .contains("\"messages\":[{\"role\":\"assistant\",\"content\":[{\"text\":\"So \"}]}]");
    }

    @Test
    void anEntrySaysOtherwise() {
        String yaml = "model_list:\n  - model_name: m\n    litellm_params: "
                + ANTHROPIC.formatted(", modify_params: false") + "\nlitellm_settings: {modify_params: true}\n";

        assertThat(sentBy(yaml, messages("{\"role\":\"user\",\"content\":\" \"}")))
                .contains("\"text\":\" \"");
    }
}
