package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client of OpenAI's form and a model on a server of Ollama. */
class OllamaCallTest {
    private static final String CONFIG = """
        model_list:
          - model_name: m
            litellm_params:
              {model: ollama_chat/qwen3, api_base: "http://one.example", timeout: 5, num_ctx: 4096, keep_alive: 5m}
        router_settings: {num_retries: 0}
        """;

    private static String head(int status, String type) {
        return "HTTP/1.1 " + status + " X\r\ncontent-type: " + type + "\r\ntransfer-encoding: chunked\r\n\r\n";
    }

    private static String line(String message, String more) {
        return "{\"model\":\"qwen3\",\"created_at\":\"2026-11-27T01:02:03.5Z\",\"message\":{\"role\":\"assistant\","
                + message + "}" + more + "}\n";
    }

    private static String sent(String fields) {
        try (CallRig rig = new CallRig(CONFIG)) {
            rig.call("{\"model\":\"m\"," + fields + "}");
            String request = rig.wire().requests();
            return request.substring(request.indexOf("\r\n\r\n") + 4);
        }
    }

    @Test
    void thePlainAnswerIsACompletion() throws Exception {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire()
                    .send(head(200, "application/json"))
                    .chunk(line(
                            "\"content\":\"Hi\",\"thinking\":\"Hm.\",\"tool_calls\":[{\"function\":{\"name\":\"look\","
                                    + "\"arguments\":{\"at\":1.50}}}]",
                            ",\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":7,\"eval_count\":5"))
                    .endChunks();

            assertThat(rig.wire().requests())
                    .contains(
                            "POST /api/chat HTTP/1.1",
                            "{\"model\":\"qwen3\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],"
                                    + "\"options\":{\"num_ctx\":4096},\"keep_alive\":\"5m\",\"stream\":false}");
            JsonValue.Obj answer = (JsonValue.Obj) JsonValue.read(Slice.of(client.body()));
            assertThat(answer.list("choices").get(0)).hasToString("""
                {"index":0,"message":{"role":"assistant","content":"Hi","reasoning_content":"Hm.","tool_calls":[{"id":\
                "call_202611270102035_0","type":"function","function":{"name":"look","arguments":"{\\"at\\":1.50}"}}]},\
                "finish_reason":"tool_calls"}""");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getProvider()).isEqualTo("ollama_chat");
            assertThat(event.getPromptTokens()).isEqualTo(7);
            assertThat(event.getCompletionTokens()).isEqualTo(5);
        }
    }

    @Test
    void theStreamOfLinesIsOneOfChunks() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.stream());
            String second = line("\"content\":\"lo\"", ",\"done\":false");
            rig.wire()
                    .send(head(200, "application/x-ndjson"))
                    .chunk(line("\"content\":\"Hel\"", ",\"done\":false") + second.substring(0, 20));

            assertThat(rig.wire().requests()).contains("\"stream\":true");
            assertThat(client.body()).contains("\"content\":\"Hel\"");

            rig.wire()
                    .chunk(second.substring(20))
                    .chunk(line(
                            "\"content\":\"\"",
                            ",\"done\":true,\"done_reason\":\"length\",\"prompt_eval_count\":3," + "\"eval_count\":2"))
                    .endChunks();

            assertThat(client.body()).contains("data: [DONE]");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getResponseBody()).contains("\"content\":\"Hello\"", "\"finish_reason\":\"length\"");
            assertThat(event.getTotalTokens()).isEqualTo(5);
        }
    }

    @Test
    void aConversationWithToolsGoesOver() {
        assertThat(sent("""
            "messages":[{"role":"system","content":"Be brief."},{"role":"user","content":[{"type":"text","text":"What?"},
              {"type":"image_url","image_url":{"url":"data:image/png;base64,AA"}}]},
             {"role":"assistant","tool_calls":[{"id":"t1","type":"function","function":{"name":"look","arguments":"{\\"x\\":1}"}}]},
             {"role":"tool","tool_call_id":"t1","content":"red"}],
            "tools":[{"type":"function","function":{"name":"look","parameters":{"type":"object"}}}],
            "stop":"END","max_tokens":9,"temperature":0.50,"reasoning_effort":"high","options":{"num_ctx":8},
            "response_format":{"type":"json_object"}""")).isEqualTo("""
            {"model":"qwen3","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"What?","images":["AA"]},\
            {"role":"assistant","content":"","tool_calls":[{"id":"t1","function":{"name":"look","arguments":{"x":1}}}]},{"role":"tool",\
            "tool_name":"look","tool_call_id":"t1","content":"red"}],"tools":[{"type":"function","function":{"name":"look","parameters":{"type":\
            "object"}}}],"format":"json","options":{"stop":["END"],"num_predict":9,"temperature":0.50,"num_ctx":8},"think":"high",\
            "keep_alive":"5m","stream":false}""");
    }

    @ParameterizedTest
    @CsvSource({
        "none, false",
        "minimal, '\"low\"'",
        "low, '\"low\"'",
        "medium, '\"medium\"'",
        "xhigh, '\"max\"'",
    })
    void effortsAreLevelsOfThinking(String effort, String think) {
        assertThat(sent("\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"reasoning_effort\":\"" + effort + "\""))
                .contains("\"think\":" + think + ",");
    }

    @Test
    void aToolWithoutParametersHasNone() {
        assertThat(
                        sent(
                                "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"now\"}}]"))
                .contains("{\"name\":\"now\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}");
    }

    @Test
    void aResultOfAToolMayHaveImages() {
        assertThat(sent("""
            "messages":[{"role":"assistant","tool_calls":[{"id":"t1","type":"function","function":{"name":"look","arguments":"{}"}}]},
             {"role":"tool","tool_call_id":"t1","content":[{"type":"text","text":"red"},{"type":"image_url","image_url":{"url":
             "data:image/png;base64,AA"}}]}]""")).contains("\"tool_call_id\":\"t1\",\"content\":\"red\",\"images\":[\"AA\"]}");
    }

    @Test
    void embeddingsAreAList() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(new OpenAiApi(), "/v1/embeddings", "{\"model\":\"m\",\"input\":\"a\"}");
            rig.wire()
                    .send(head(200, "application/json"))
                    .chunk("{\"model\":\"nomic\",\"embeddings\":[[0.010,2]],\"prompt_eval_count\":1}")
                    .endChunks();

            assertThat(rig.wire().requests()).contains("POST /api/embed HTTP/1.1", "\"input\":[\"a\"]");
            assertThat(client.body()).contains("\"embedding\":[0.010,2]", "\"prompt_tokens\":1");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x/y.png\"}}]}] | fetches no images",
                "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"logprobs\":true | logprobs: Ollama",
            })
    void whatTheProviderCannotDoIsRefused(String fields, String named) {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call("{\"model\":\"m\"," + fields + "}");

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).contains(named);
        }
    }
}
