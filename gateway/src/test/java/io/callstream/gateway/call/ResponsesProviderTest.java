package io.callstream.gateway.call;

import static io.callstream.gateway.call.ResponsesCallTest.chunked;
import static io.callstream.gateway.call.ResponsesCallTest.json;
import static io.callstream.gateway.call.ResponsesCallTest.responses;
import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.api.responses.ResponseIds;
import io.callstream.gateway.api.responses.ResponsesApi;
import io.callstream.json.JsonValue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models whose provider speaks the Responses API: for clients of it, and for those of chats. */
class ResponsesProviderTest {
    private static final String CONFIG = """
        model_list:
          - model_name: m
            litellm_params:
              model: openai/responses/gpt-5-pro
              api_key: sk-1
              api_base: http://one.example/v1
              timeout: 5
        router_settings: {num_retries: 0}
        """;
    private static final String FOR_CLIENTS =
            CONFIG.replace("responses/", "").replace("timeout: 5", "responses_api: clients\n      timeout: 5");
    private static final String ANSWER = """
        {"id":"resp_1","object":"response","created_at":7,"status":"completed","error":null,"model":"gpt-5-pro-2025",
         "output":[{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"Hm"}],"encrypted_content":"E"},
          {"type":"web_search_call","id":"ws_1","status":"completed"},
          {"type":"message","id":"msg_1","role":"assistant","status":"completed","content":[{"type":"output_text","text":"Hi",
           "annotations":[{"type":"url_citation","url":"http://x"}]}]},
          {"type":"function_call","id":"fc_1","call_id":"call_1","name":"look","arguments":"{}","status":"completed"}],
         "usage":{"input_tokens":10,"input_tokens_details":{"cached_tokens":4},"output_tokens":6,
          "output_tokens_details":{"reasoning_tokens":2},"total_tokens":16}}""";

    private static String event(String type, String fields) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + fields + "}\n\n";
    }

    private static final String STREAM =
            event("response.created", "\"response\":{\"id\":\"resp_1\",\"object\":\"response\",\"model\":\"gpt\"}")
                    + event(
                            "response.output_item.added",
                            "\"output_index\":0,\"item\":{\"type\":\"message\",\"id\":\"msg_1\",\"content\":[]}")
                    + event("response.output_text.delta", "\"output_index\":0,\"content_index\":0,\"delta\":\"Hel\"")
                    + event("response.output_text.delta", "\"output_index\":0,\"content_index\":0,\"delta\":\"lo\"")
                    + event(
                            "response.output_item.added",
                            "\"output_index\":1,\"item\":{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"look\"}")
                    + event("response.function_call_arguments.delta", "\"output_index\":1,\"delta\":\"{}\"")
                    + event(
                            "response.completed",
                            "\"response\":{\"id\":\"resp_1\",\"status\":\"completed\",\"output\":[],\"usage\":{\"input_tokens\":3,"
                                    + "\"output_tokens\":2,\"total_tokens\":5}}");

    @Test
    void aConversationIsMadeShorterByItsProvider() {
        String answer = "{\"id\":\"resp_2\",\"object\":\"response.compaction\",\"created_at\":7,\"output\":[{\"type\":"
                + "\"compaction\",\"id\":\"cmp_1\",\"encrypted_content\":\"E\"}],\"usage\":{\"input_tokens\":10,"
                + "\"output_tokens\":6,\"total_tokens\":16}}";
        try (CallRig rig = new CallRig(FOR_CLIENTS)) {
            RecordingClient client = asked(rig, "/v1/responses/compact", "\"instructions\":\"Short\"");
            rig.wire().send(chunked("application/json")).chunk(answer).endChunks();

            assertThat(rig.wire().requests())
                    .contains("POST /v1/responses/compact HTTP/1.1", "authorization: Bearer sk-1")
                    .endsWith("{\"model\":\"gpt-5-pro\",\"input\":\"Hello\",\"instructions\":\"Short\"}");
            assertThat(client.body()).isEqualTo(answer);
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getCallType()).isEqualTo("acompact_responses");
            assertThat(event.getResponseId()).isEqualTo("resp_2");
            assertThat(event.getResponseBody()).isEqualTo(answer);
            assertThat(event.getTotalTokens()).isEqualTo(16);
            assertThat(event.getCostNanoUsd()).isPositive();
        }
    }

    @Test
    void tokensOfAnInputAreCountedByItsProvider() {
        String answer = "{\"object\":\"response.input_tokens\",\"input_tokens\":11}";
        try (CallRig rig = new CallRig(FOR_CLIENTS)) {
            RecordingClient client = asked(rig, "/responses/input_tokens", "\"tools\":[]");
            rig.wire().send(chunked("application/json")).chunk(answer).endChunks();

            assertThat(rig.wire().requests())
                    .contains("POST /v1/responses/input_tokens HTTP/1.1")
                    .endsWith("{\"model\":\"gpt-5-pro\",\"input\":\"Hello\",\"tools\":[]}");
            assertThat(client.body()).isEqualTo(answer);
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getCallType()).isEqualTo("acount_response_tokens");
            assertThat(event.getUsageSource()).isEqualTo("unknown");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/responses/compact", "/openai/v1/responses/input_tokens"})
    void aProviderOfAnotherFormCannot(String path) {
        try (CallRig rig = new CallRig(CONFIG.replace("responses/", ""))) {
            RecordingClient client = asked(rig, path, "\"tools\":[]");

            assertThat(client.status()).contains("400");
            assertThat(client.body()).contains(path.substring(path.indexOf("/responses")), "Responses API");
            assertThat(rig.upstream().wires()).isEmpty();
        }
    }

    @Test
    void aProviderThatCannotIsNotLeftAloneForIt() {
        try (CallRig rig = new CallRig(FOR_CLIENTS)) {
            RecordingClient client = asked(rig, "/v1/responses/compact", "\"tools\":[]");
            rig.wire().answer(404, "{\"error\":{\"message\":\"Invalid URL\"}}");
            RecordingClient chat = rig.call(CallRig.plain());

            assertThat(client.status()).contains("404");
            assertThat(rig.wire().requests()).contains("POST /v1/chat/completions");
            assertThat(chat.received()).isEmpty();
            rig.wire().answer(200, CallRig.answer("Hi"));
        }
    }

    private static RecordingClient asked(CallRig rig, String path, String fields) {
        return rig.call(
                new ResponsesApi(new ResponseIds(new SplittableRandom(7))),
                path,
                "{\"model\":\"m\",\"input\":\"Hello\"," + fields + "}");
    }

    @Test
    void clientsOfTheApiAndTheProviderHearEachOthersWords() throws Exception {
        try (CallRig rig = new CallRig(FOR_CLIENTS)) {
            RecordingClient client = responses(rig, """
                {"model":"m","input":"Hello","tools":[{"type":"web_search"}],"include":["web_search_call.action.sources"],
                 "temperature":0.50,"tags":["a"],"background":true}""");
            rig.wire().send(chunked("application/json")).chunk(ANSWER).endChunks();

            assertThat(rig.wire().requests())
                    .contains("POST /v1/responses HTTP/1.1", "authorization: Bearer sk-1")
                    .endsWith("""
                        {"model":"gpt-5-pro","input":"Hello","tools":[{"type":"web_search"}],\
                        "include":["web_search_call.action.sources"],"temperature":0.50,"background":true}""");
            assertThat(client.body()).isEqualTo(ANSWER);
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            JsonValue.Obj told = json(event.getResponseBody());
            assertThat(told.list("choices").get(0)).hasToString("""
                {"index":0,"message":{"role":"assistant","content":"Hi","reasoning_content":"Hm","thinking_blocks":\
                [{"type":"thinking","thinking":"Hm","signature":"E"}],"tool_calls":[{"id":"call_1","type":"function",\
                "function":{"name":"look","arguments":"{}"}}]},"finish_reason":"tool_calls"}""");
            assertThat(event.getResponseId()).isEqualTo("resp_1");
            assertThat(event.getTotalTokens()).isEqualTo(16);
            assertThat(event.getCacheReadTokens()).isEqualTo(4);
            assertThat(event.getReasoningTokens()).isEqualTo(2);
        }
    }

    @Test
    void aStreamPassesThrough() {
        try (CallRig rig = new CallRig(FOR_CLIENTS)) {
            RecordingClient client = responses(rig, "{\"model\":\"m\",\"stream\":true,\"input\":\"Hello\"}");
            rig.wire().send(chunked("text/event-stream")).chunk(STREAM).endChunks();

            assertThat(client.body().replaceAll("(?m)^[0-9a-f]+\r\n", "").replace("\r\n", ""))
                    .contains(STREAM.substring(0, STREAM.indexOf("event: response.completed")));
            assertThat(client.body()).contains("event: response.completed").doesNotContain("[DONE]");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getResponseBody()).contains("\"content\":\"Hello\"", "\"name\":\"look\"");
            assertThat(event.getTotalTokens()).isEqualTo(5);
            assertThat(event.getFinishReason()).isEqualTo("tool_calls");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rate_limit_exceeded, RATE_LIMITED",
        "image_too_large, PROVIDER_REJECTED",
        "bio_policy, PROVIDER_REJECTED",
        "server_error, STREAM_INTERRUPTED",
        "vector_store_timeout, STREAM_INTERRUPTED",
    })
    void aStreamThatSaysThatItFailedHas(String code, String error) {
        try (CallRig rig = new CallRig(FOR_CLIENTS)) {
            responses(rig, "{\"model\":\"m\",\"stream\":true,\"input\":\"Hello\"}");
            rig.wire()
                    .send(chunked("text/event-stream"))
                    .chunk(event("response.created", "\"response\":{\"id\":\"resp_1\",\"model\":\"gpt\"}"))
                    .chunk(event(
                            "response.failed",
                            "\"response\":{\"id\":\"resp_1\",\"status\":\"failed\",\"error\":{\"code\":" + "\"" + code
                                    + "\",\"message\":\"slow down\"}}"))
                    .endChunks();

            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo(error);
        }
    }

    @Test
    void aClientOfChatsIsAnsweredByAModelThatKnowsOnlyThisApi() throws Exception {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call("""
                {"model":"m","max_tokens":50,"reasoning_effort":"low","n":1,"messages":[{"role":"system","content":"Be brief."},
                 {"role":"user","content":[{"type":"text","text":"Look"},{"type":"image_url","image_url":{"url":"http://x/i.png"}}]},
                 {"role":"assistant","content":"I do.","thinking_blocks":[{"type":"thinking","thinking":"Hm","signature":"E"}],
                  "tool_calls":[{"id":"t","type":"function","function":{"name":"look","arguments":"{}"}}]},
                 {"role":"tool","tool_call_id":"t","content":"red"}],
                 "tools":[{"type":"function","function":{"name":"look","parameters":{"type":"object"}}}],
                 "response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"}}}}""");
            rig.wire().send(chunked("application/json")).chunk(ANSWER).endChunks();

            assertThat(rig.wire().requests())
                    .contains("POST /v1/responses HTTP/1.1")
                    .endsWith("""
                {"model":"gpt-5-pro","input":[{"type":"message","role":"system","content":[{"type":"input_text",\
                "text":"Be brief."}]},{"type":"message","role":"user","content":[{"type":"input_text","text":"Look"},\
                {"type":"input_image","detail":"auto","image_url":"http://x/i.png"}]},\
                {"type":"reasoning","summary":[{"type":"summary_text","text":"Hm"}],"encrypted_content":"E"},\
                {"type":"message","role":"assistant","content":[{"type":"output_text","text":"I do."}]},\
                {"type":"function_call","call_id":"t","name":"look","arguments":"{}"},\
                {"type":"function_call_output","call_id":"t","output":"red"}],\
                "tools":[{"type":"function","name":"look","parameters":{"type":"object"},"strict":false}],\
                "max_output_tokens":50,"reasoning":{"effort":"low"},\
                "text":{"format":{"type":"json_schema","name":"n","schema":{"type":"object"},"strict":false}},"store":false}""");
            JsonValue.Obj answer = json(client.body());
            assertThat(answer.text("object")).isEqualTo("chat.completion");
            assertThat(answer.list("choices").get(0).toString())
                    .contains("\"content\":\"Hi\"", "\"reasoning_content\":\"Hm\"", "\"finish_reason\":\"tool_calls\"");
            assertThat(answer.object("usage").number("prompt_tokens", 0)).isEqualTo(10);
            assertThat(rig.lane().only(SuccessEvent.class).getReasoningTokens()).isEqualTo(2);
        }
    }

    @Test
    void aStreamOfChunksIsMadeOfItsEvents() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire().send(chunked("text/event-stream")).chunk(STREAM).endChunks();

            assertThat(client.body())
                    .containsSubsequence(
                            "\"delta\":{\"role\":\"assistant\"}",
                            "\"delta\":{\"content\":\"Hel\"}",
                            "\"delta\":{\"content\":\"lo\"}",
                            "\"name\":\"look\"",
                            "\"finish_reason\":\"tool_calls\"",
                            "data: [DONE]");
            assertThat(rig.lane().only(SuccessEvent.class).getTotalTokens()).isEqualTo(5);
        }
    }

    @Test
    void whatItHasNoWordForIsRefusedByName() throws Exception {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(
                    "{\"model\":\"m\",\"stop\":[\"END\"],\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");

            assertThat(client.status()).isEqualTo("400");
            assertThat(json(client.body()).object("error").text("param")).isEqualTo("stop");
        }
    }
}
