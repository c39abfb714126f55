package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client of OpenAI's form and a model of Google's. */
class GeminiCallTest {
    private static final String CONFIG = """
        model_list:
          - model_name: m
            litellm_params: {model: gemini/gemini-2.5-flash, api_key: k-1, api_base: "http://one.example", timeout: 5}
        router_settings: {num_retries: 0}
        """;

    private static String head(int status, String type) {
        return "HTTP/1.1 " + status + " X\r\ncontent-type: " + type + "\r\ntransfer-encoding: chunked\r\n\r\n";
    }

    private static String sent(String fields) {
        try (CallRig rig = new CallRig(CONFIG)) {
            rig.call("{\"model\":\"m\"," + fields + "}");
            String request = rig.wire().requests();
            return request.substring(request.indexOf("\r\n\r\n") + 4);
        }
    }

    /** As who asks for a stream without {@code alt=sse} gets it, and some who ask with it. */
    @Test
    void anErrorInAListIsOne() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire()
                    .answer(
                            429,
                            "[{\"error\":{\"code\":429,\"message\":\"slow down\",\"status\":\"RESOURCE_EXHAUSTED\"}}]");

            assertThat(client.status()).isEqualTo("429");
            assertThat(client.body()).contains("slow down");
        }
    }

    @Test
    void thePlainAnswerIsACompletion() throws Exception {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().send(head(200, "application/json")).chunk("""
                {"candidates":[{"content":{"role":"model","parts":[{"text":"Hm.","thought":true},{"text":"Hi"},
                 {"functionCall":{"name":"look","args":{"at":1.50}},"thoughtSignature":"sig="}]},"finishReason":"STOP","index":0}],
                 "usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":5,"thoughtsTokenCount":3,"totalTokenCount":18,
                 "cachedContentTokenCount":4},"modelVersion":"gemini-2.5-flash","responseId":"r1"}
                """).endChunks();

            assertThat(rig.wire().requests())
                    .contains(
                            "POST /v1beta/models/gemini-2.5-flash:generateContent HTTP/1.1",
                            "x-goog-api-key: k-1",
                            "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hello\"}]}]}");
            JsonValue.Obj answer = (JsonValue.Obj) JsonValue.read(Slice.of(client.body()));
            assertThat(answer.list("choices").get(0)).hasToString("""
                {"index":0,"message":{"role":"assistant","content":"Hi","reasoning_content":"Hm.",\
                "tool_calls":[{"id":"call_r1_0__thought__sig=","type":"function","function":{"name":"look",\
                "arguments":"{\\"at\\":1.50}"}}]},"finish_reason":"tool_calls"}""");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getProvider()).isEqualTo("gemini");
            assertThat(event.getPromptTokens()).isEqualTo(10);
            assertThat(event.getCompletionTokens()).isEqualTo(8);
            assertThat(event.getReasoningTokens()).isEqualTo(3);
            assertThat(event.getCacheReadTokens()).isEqualTo(4);
        }
    }

    @Test
    void theStreamIsOneOfChunksWithOneEnd() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire()
                    .send(head(200, "text/event-stream"))
                    .chunk("data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hel\"}],\"role\":\"model\"}}],"
                            + "\"usageMetadata\":{\"promptTokenCount\":3},\"responseId\":\"r2\"}\r\n\r\n");

            assertThat(rig.wire().requests()).contains(":streamGenerateContent?alt=sse HTTP/1.1");
            assertThat(client.body()).contains("\"content\":\"Hel\"");

            rig.wire()
                    .chunk(
                            "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"lo\"}]},\"finishReason\":\"MAX_TOKENS\"}],"
                                    + "\"usageMetadata\":{\"promptTokenCount\":3,\"candidatesTokenCount\":2}}\r\n\r\n")
                    .endChunks();

            assertThat(client.body().split("\"finish_reason\":\"", -1)).hasSize(2);
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
             {"role":"assistant","tool_calls":[{"id":"call_r1_0__thought__sig=","type":"function","function":{"name":"look",
              "arguments":"{\\"x\\":1}"}}]},
             {"role":"tool","tool_call_id":"call_r1_0__thought__sig=","content":"red"}],
            "tools":[{"type":"function","function":{"name":"look","parameters":{"type":"object"}}}],
            "tool_choice":{"type":"function","function":{"name":"look"}},"stop":"END","max_tokens":9,"temperature":0.50,"seed":7,
            "reasoning_effort":"low","response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{"type":"object"}}}""")).isEqualTo("""
            {"systemInstruction":{"parts":[{"text":"Be brief."}]},"contents":[{"role":"user","parts":[{"text":"What?"},\
            {"inlineData":{"mimeType":"image/png","data":"AA"}}]},{"role":"model","parts":[{"functionCall":{"name":"look",\
            "args":{"x":1}},"thoughtSignature":"sig="}]},{"role":"user","parts":[{"functionResponse":{"name":"look",\
            "response":{"result":"red"}}}]}],"tools":[{"functionDeclarations":[{"name":"look","parametersJsonSchema":\
            {"type":"object"}}]}],"toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["look"]}},\
            "generationConfig":{"maxOutputTokens":9,"temperature":0.50,"seed":7,"stopSequences":["END"],"thinkingConfig":\
            {"thinkingBudget":1024,"includeThoughts":true},"responseMimeType":"application/json","responseJsonSchema":\
            {"type":"object"}}}""");
    }

    @Test
    void aPromptThatWasBlockedEndsAsFiltered() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire()
                    .send(head(200, "application/json"))
                    .chunk(
                            "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"},\"usageMetadata\":{\"promptTokenCount\":3},"
                                    + "\"responseId\":\"r3\"}")
                    .endChunks();

            assertThat(client.body()).contains("\"finish_reason\":\"content_filter\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"logit_bias\":{\"5\":1}   | logit_bias",
                "\"n\":2                    | n: Gemini",
                "\"reasoning_effort\":\"a\" | reasoning_effort",
            })
    void whatTheProviderCannotDoIsRefused(String field, String named) {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.plain().replace("{\"model\"", "{" + field + ",\"model\""));

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).contains(named);
        }
    }
}
