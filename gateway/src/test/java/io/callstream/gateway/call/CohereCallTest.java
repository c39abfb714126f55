package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client of OpenAI's form and a model of Cohere's. */
class CohereCallTest {
    private static final String CONFIG = """
        model_list:
          - model_name: m
            litellm_params: {model: cohere/command-a-03-2025, api_key: co-1, api_base: "http://one.example", timeout: 5}
        router_settings: {num_retries: 0}
        """;

    private static String head(int status, String type) {
        return "HTTP/1.1 " + status + " X\r\ncontent-type: " + type + "\r\ntransfer-encoding: chunked\r\n\r\n";
    }

    private static String event(String json) {
        String type = json.substring(json.indexOf("\"type\":\"") + 8);
        return "event: " + type.substring(0, type.indexOf('"')) + "\ndata: " + json + "\n\n";
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
            rig.wire().send(head(200, "application/json")).chunk("""
                {"id":"c1","finish_reason":"TOOL_CALL","message":{"role":"assistant","tool_plan":"I look.",
                 "content":[{"type":"thinking","thinking":"Hm."},{"type":"text","text":"Hi"}],
                 "tool_calls":[{"id":"look_1","type":"function","function":{"name":"look","arguments":"{\\"at\\":1}"}}],
                 "citations":[{"start":0,"end":2,"text":"Hi","sources":[{"type":"document","id":"doc:0"}]}]},
                 "usage":{"billed_units":{"input_tokens":5,"output_tokens":4},
                 "tokens":{"input_tokens":71.0,"output_tokens":9},"cached_tokens":2.0}}
                """).endChunks();

            assertThat(rig.wire().requests())
                    .contains(
                            "POST /v2/chat HTTP/1.1",
                            "authorization: Bearer co-1",
                            "{\"model\":\"command-a-03-2025\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],"
                                    + "\"stream\":false}");
            JsonValue.Obj answer = (JsonValue.Obj) JsonValue.read(Slice.of(client.body()));
            assertThat(answer.text("model")).isEqualTo("command-a-03-2025");
            assertThat(answer.list("choices").get(0)).hasToString("""
                {"index":0,"message":{"role":"assistant","content":"Hi","reasoning_content":"I look.Hm.",\
                "tool_calls":[{"id":"look_1","type":"function","function":{"name":"look","arguments":"{\\"at\\":1}"}}],\
                "provider_specific_fields":{"citations":[{"start":0,"end":2,"text":"Hi","sources":[{"type":"document",\
                "id":"doc:0"}]}]}},"finish_reason":"tool_calls"}""");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getProvider()).isEqualTo("cohere");
            assertThat(event.getPromptTokens()).isEqualTo(5);
            assertThat(event.getCompletionTokens()).isEqualTo(4);
            assertThat(event.getCacheReadTokens()).isEqualTo(2);
        }
    }

    @Test
    void theStreamIsOneOfChunksWithOneEnd() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire()
                    .send(head(200, "text/event-stream"))
                    .chunk(
                            event(
                                    "{\"type\":\"message-start\",\"id\":\"c1\",\"delta\":{\"message\":{\"role\":\"assistant\"}}}"))
                    .chunk(event(
                            "{\"type\":\"content-start\",\"index\":0,\"delta\":{\"message\":{\"content\":{\"type\":\"text\","
                                    + "\"text\":\"\"}}}}"))
                    .chunk(
                            event(
                                    "{\"type\":\"content-delta\",\"index\":0,\"delta\":{\"message\":{\"content\":{\"text\":\"Hel\"}}}}"));

            assertThat(client.body()).contains("\"content\":\"Hel\"");

            rig.wire()
                    .chunk(
                            event(
                                    "{\"type\":\"content-delta\",\"index\":0,\"delta\":{\"message\":{\"content\":{\"text\":\"lo\"}}}}"))
                    .chunk(event(
                            "{\"type\":\"tool-call-start\",\"index\":0,\"delta\":{\"message\":{\"tool_calls\":{\"id\":\"t1\","
                                    + "\"type\":\"function\",\"function\":{\"name\":\"look\",\"arguments\":\"\"}}}}}"))
                    .chunk(event(
                            "{\"type\":\"tool-call-delta\",\"index\":0,\"delta\":{\"message\":{\"tool_calls\":{\"function\":"
                                    + "{\"arguments\":\"{}\"}}}}}"))
                    .chunk(event(
                            "{\"type\":\"citation-start\",\"index\":0,\"delta\":{\"message\":{\"citations\":{\"start\":0,"
                                    + "\"end\":5}}}}"))
                    .chunk(event(
                            "{\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"TOOL_CALL\",\"usage\":{\"tokens\":"
                                    + "{\"input_tokens\":3,\"output_tokens\":2}}}}"))
                    .endChunks();

            assertThat(rig.wire().requests()).contains("\"stream\":true");
            assertThat(client.body().split("\"finish_reason\":\"", -1)).hasSize(2);
            assertThat(client.body())
                    .contains("\"citations\":[{\"start\":0,\"end\":5}]", "\"arguments\":\"{}\"", "data: [DONE]");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getResponseBody()).contains("\"content\":\"Hello\"", "\"finish_reason\":\"tool_calls\"");
            assertThat(event.getTotalTokens()).isEqualTo(5);
        }
    }

    @Test
    void aConversationWithToolsGoesOver() {
        assertThat(sent("""
            "messages":[{"role":"developer","content":"Be brief."},{"role":"user","content":[{"type":"text","text":"What?"},
              {"type":"image_url","image_url":{"url":"data:image/png;base64,AA"}}]},
             {"role":"assistant","tool_calls":[{"id":"t1","type":"function","function":{"name":"look","arguments":"{}"}}]},
             {"role":"tool","tool_call_id":"t1","content":"red"}],
            "tools":[{"type":"function","function":{"name":"look","parameters":{"type":"object"}}},
             {"type":"function","function":{"name":"other"}}],
            "tool_choice":{"type":"function","function":{"name":"look"}},"stop":"END","max_tokens":9,"top_p":0.50,"seed":7,
            "thinking":{"type":"enabled","budget_tokens":99},"documents":["d"],
            "response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{"type":"object"}}}""")).isEqualTo("""
            {"model":"command-a-03-2025","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":\
            [{"type":"text","text":"What?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AA"}}]},\
            {"role":"assistant","tool_calls":[{"id":"t1","type":"function","function":{"name":"look","arguments":"{}"}}]},\
            {"role":"tool","tool_call_id":"t1","content":"red"}],"tools":[{"type":"function","function":{"name":"look",\
            "parameters":{"type":"object"}}}],"tool_choice":"REQUIRED","max_tokens":9,"p":0.50,"seed":7,"documents":["d"],\
            "stop_sequences":["END"],"thinking":{"type":"enabled","token_budget":99},"response_format":{"type":"json_object",\
            "json_schema":{"type":"object"}},"stream":false}""");
    }

    @Test
    void itsOwnBudgetOfThoughtsIsTaken() {
        assertThat(
                        sent(
                                "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"thinking\":{\"type\":\"enabled\",\"token_budget\":7}"))
                .contains("\"thinking\":{\"type\":\"enabled\",\"token_budget\":7}");
    }

    @Test
    void aResultOfAToolThatIsNoTextIsRefused() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call("""
                {"model":"m","messages":[{"role":"assistant","tool_calls":[{"id":"t1","type":"function","function":{"name":"look",
                 "arguments":"{}"}}]},{"role":"tool","tool_call_id":"t1","content":[{"type":"image_url","image_url":{"url":
                 "data:image/png;base64,AA"}}]}]}""");

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).contains("text only");
        }
    }

    @Test
    void embeddingsComeAsTheClientWantsThem() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(
                    new OpenAiApi(),
                    "/v1/embeddings",
                    "{\"model\":\"m\",\"input\":[\"a\",\"b\"],\"dimensions\":2,\"encoding_format\":\"base64\"}");
            rig.wire()
                    .send(head(200, "application/json"))
                    .chunk(
                            "{\"id\":\"e\",\"embeddings\":{\"float\":[[1.0,-2],[0.5,0]]},\"meta\":{\"billed_units\":{\"input_tokens\":4}}}")
                    .endChunks();

            assertThat(rig.wire().requests())
                    .contains(
                            "POST /v2/embed HTTP/1.1",
                            "{\"model\":\"command-a-03-2025\",\"texts\":[\"a\",\"b\"],\"input_type\":\"search_document\","
                                    + "\"embedding_types\":[\"float\"],\"output_dimension\":2}");
            assertThat(client.body())
                    .isEqualTo(
                            "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":\"AACAPwAAAMA=\"},"
                                    + "{\"object\":\"embedding\",\"index\":1,\"embedding\":\"AAAAPwAAAAA=\"}],\"model\":\"m\","
                                    + "\"usage\":{\"prompt_tokens\":4,\"total_tokens\":4}}");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getCallType()).isEqualTo("embedding");
            assertThat(event.getPromptTokens()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"logit_bias\":{\"5\":1} | logit_bias: Cohere",
                "\"n\":2                  | n: Cohere",
                "\"no_such\":1            | no_such: Cohere",
            })
    void whatTheProviderCannotDoIsRefused(String field, String named) {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.plain().replace("{\"model\"", "{" + field + ",\"model\""));

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).contains(named);
        }
    }
}
