package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.ChunkEvent;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.api.responses.ResponseIds;
import io.callstream.gateway.api.responses.ResponsesApi;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client of the Responses API, and models whose providers speak other forms. */
class ResponsesCallTest {
    private static final String ANTHROPIC = """
        model_list:
          - model_name: m
            litellm_params: {model: anthropic/claude-sonnet-4-5, api_key: sk-ant-1, api_base: "http://one.example", timeout: 5}
        """;

    /** One after the other: none comes twice. */
    private static final ResponseIds IDS = new ResponseIds(new SplittableRandom(7));

    static RecordingClient responses(CallRig rig, String body) {
        return rig.call(new ResponsesApi(IDS), "/v1/responses", body);
    }

    static String chunked(String type) {
        return "HTTP/1.1 200 OK\r\ncontent-type: " + type + "\r\ntransfer-encoding: chunked\r\n\r\n";
    }

    static JsonValue.Obj json(String text) throws Exception {
        return (JsonValue.Obj) JsonValue.read(Slice.of(text));
    }

    private static String chunk(String delta, String finish) {
        return "data: {\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,"
                + "\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}\n\n";
    }

    /** The events of a stream, in their order. */
    static List<JsonValue.Obj> events(RecordingClient client) throws Exception {
        List<JsonValue.Obj> events = new ArrayList<>();
        for (String line : client.body().split("\n")) {
            if (line.startsWith("data: ")) {
                events.add(json(line.substring("data: ".length()).strip()));
            }
        }
        return events;
    }

    @Test
    void aModelOfChatsAnswersAResponse() throws Exception {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = responses(rig, """
                {"model":"m","input":"Hello","instructions":"Be brief.","max_output_tokens":50,"temperature":0.5,"store":false,
                 "metadata":{"k":"v"},"reasoning":{"effort":"low","summary":"auto"},"tags":["a"]}""");
            rig.wire().send(chunked("application/json")).chunk("""
                {"id":"c-1","object":"chat.completion","model":"gpt-4o","choices":[{"index":0,"message":{"role":"assistant",
                 "content":"Hi","tool_calls":[{"id":"call_1","type":"function","function":{"name":"look","arguments":"{}"}}]},
                 "finish_reason":"tool_calls"}],"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15,
                 "prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":2}}}
                """).endChunks();

            assertThat(rig.wire().requests())
                    .contains("POST /v1/chat/completions")
                    .endsWith("""
                {"model":"gpt-4o","temperature":0.5,\
                "messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hello"}],\
                "max_completion_tokens":50,"reasoning_effort":"low"}""");
            JsonValue.Obj answer = json(client.body());
            assertThat(answer.text("id")).matches("resp_[0-9a-f]{48}");
            assertThat(answer.text("status")).isEqualTo("completed");
            assertThat(answer.text("instructions")).isEqualTo("Be brief.");
            assertThat(answer.get("store")).hasToString("false");
            assertThat(answer.get("metadata")).hasToString("{\"k\":\"v\"}");
            assertThat(answer.list("output").get(0).toString())
                    .contains(
                            "\"type\":\"message\"",
                            "\"status\":\"completed\"",
                            "{\"type\":\"output_text\",\"text\":\"Hi\",\"annotations\":[],\"logprobs\":[]}");
            assertThat(answer.list("output").get(1).toString())
                    .contains(
                            "\"type\":\"function_call\"",
                            "\"call_id\":\"call_1\",\"name\":\"look\",\"arguments\":\"{}\"");
            assertThat(answer.get("usage")).hasToString("""
                {"input_tokens":10,"input_tokens_details":{"cached_tokens":4,"cache_write_tokens":0},"output_tokens":5,\
                "output_tokens_details":{"reasoning_tokens":2},"total_tokens":15}""");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getCallType()).isEqualTo("responses");
            assertThat(event.getResponseId()).isEqualTo(answer.text("id"));
            assertThat(event.getResponseBody())
                    .contains(
                            "\"object\":\"chat.completion\"", "\"content\":\"Hi\"", "\"finish_reason\":\"tool_calls\"");
            assertThat(event.getRequestBody()).contains("\"messages\":[", "\"content\":\"Hello\"");
            assertThat(event.getPromptTokens()).isEqualTo(10);
            assertThat(event.getCacheReadTokens()).isEqualTo(4);
            assertThat(event.getReasoningTokens()).isEqualTo(2);
            assertThat(event.getFinishReason()).isEqualTo("tool_calls");
        }
    }

    @Test
    void theEventsOfAStreamComeInTheirOrder() throws Exception {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = responses(rig, "{\"model\":\"m\",\"stream\":true,\"input\":\"Hello\"}");
            rig.wire()
                    .send(chunked("text/event-stream"))
                    .chunk(chunk("{\"role\":\"assistant\",\"reasoning_content\":\"Hm\"}", "null"))
                    .chunk(chunk("{\"content\":\"Hel\"}", "null"))
                    .chunk(chunk("{\"content\":\"lo\"}", "null"))
                    .chunk(chunk(
                            "{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"function\":{\"name\":\"look\","
                                    + "\"arguments\":\"{}\"}}]}",
                            "null"))
                    .chunk(chunk("{}", "\"tool_calls\""))
                    .chunk(
                            "data: {\"id\":\"c-1\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,"
                                    + "\"total_tokens\":5}}\n\ndata: [DONE]\n\n")
                    .endChunks();

            assertThat(rig.wire().requests()).contains("\"stream_options\":{\"include_usage\":true}");
            List<JsonValue.Obj> events = events(client);
            assertThat(events.stream().map(event -> event.text("type")))
                    .containsExactly(
                            "response.created",
                            "response.in_progress",
                            "response.output_item.added",
                            "response.reasoning_summary_part.added",
                            "response.reasoning_summary_text.delta",
                            "response.reasoning_summary_text.done",
                            "response.reasoning_summary_part.done",
                            "response.output_item.done",
                            "response.output_item.added",
                            "response.content_part.added",
                            "response.output_text.delta",
                            "response.output_text.delta",
                            "response.output_text.done",
                            "response.content_part.done",
                            "response.output_item.done",
                            "response.output_item.added",
                            "response.function_call_arguments.delta",
                            "response.function_call_arguments.done",
                            "response.output_item.done",
                            "response.completed");
            assertThat(events.stream().map(event -> event.number("sequence_number", -1)))
                    .containsExactlyElementsOf(java.util.stream.LongStream.range(0, events.size())
                            .boxed()
                            .toList());
            assertThat(client.body()).doesNotContain("[DONE]").contains("event: response.completed\ndata: ");
            JsonValue.Obj whole = events.get(events.size() - 1).object("response");
            assertThat(whole.list("output")).hasSize(3);
            assertThat(whole.object("usage").number("total_tokens", 0)).isEqualTo(5);
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getResponseBody())
                    .contains("\"content\":\"Hello\"", "\"reasoning_content\":\"Hm\"", "\"name\":\"look\"");
            assertThat(event.getTotalTokens()).isEqualTo(5);
            assertThat(event.getFinishReason()).isEqualTo("tool_calls");
            assertThat(event.getResponseId()).isEqualTo(whole.text("id"));
            assertThat(rig.lane().all(ChunkEvent.class)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stop, completed, null",
        "length, incomplete, max_output_tokens",
        "content_filter, incomplete, content_filter"
    })
    void endsHaveTheirNames(String finish, String status, String reason) throws Exception {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = responses(rig, "{\"model\":\"m\",\"input\":\"Hello\"}");
            rig.wire()
                    .send(chunked("application/json"))
                    .chunk(CallRig.answer("Hi").replace("\"stop\"", "\"" + finish + "\""))
                    .endChunks();

            JsonValue.Obj answer = json(client.body());
            assertThat(answer.text("status")).isEqualTo(status);
            assertThat(answer.fields().get("incomplete_details"))
                    .hasToString(reason.equals("null") ? "null" : "{\"reason\":\"" + reason + "\"}");
            assertThat(rig.lane().only(SuccessEvent.class).getFinishReason()).isEqualTo(finish);
        }
    }

    @Test
    void aWholeConversationGoesOver() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            responses(rig, """
                {"model":"m","input":[{"role":"user","content":[{"type":"input_text","text":"What is it?"},
                   {"type":"input_image","image_url":"data:image/png;base64,AA","detail":"auto"}]},
                  {"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"Hm"}],"encrypted_content":"s"},
                  {"type":"message","role":"assistant","content":[{"type":"output_text","text":"I look.","annotations":[]}]},
                  {"type":"function_call","call_id":"t","name":"look","arguments":"{\\"x\\":1}"},
                  {"type":"function_call","call_id":"u","name":"look","arguments":"{}"},
                  {"type":"function_call_output","call_id":"t","output":"red"},
                  {"type":"function_call_output","call_id":"u","output":[{"type":"input_text","text":"blue"}]},
                  {"role":"user","content":"And?"}],
                 "tools":[{"type":"function","name":"look","description":"d","parameters":{"type":"object"},"strict":true}],
                 "tool_choice":{"type":"function","name":"look"},"parallel_tool_calls":false,
                 "text":{"format":{"type":"json_schema","name":"n","schema":{"type":"object"},"strict":true},"verbosity":"low"}}""");

            assertThat(rig.wire().requests()).endsWith("""
                {"model":"gpt-4o","parallel_tool_calls":false,\
                "messages":[{"role":"user","content":[{"type":"text","text":"What is it?"},\
                {"type":"image_url","image_url":{"url":"data:image/png;base64,AA"}}]},\
                {"role":"assistant","content":"I look.","thinking_blocks":[{"type":"thinking","thinking":"Hm","signature":"s"}],\
                "tool_calls":[{"id":"t","type":"function","function":{"name":"look","arguments":"{\\"x\\":1}"}},\
                {"id":"u","type":"function","function":{"name":"look","arguments":"{}"}}]},\
                {"role":"tool","tool_call_id":"t","content":"red"},{"role":"tool","tool_call_id":"u","content":"blue"},\
                {"role":"user","content":"And?"}],\
                "tools":[{"type":"function","function":{"name":"look","description":"d","parameters":{"type":"object"},"strict":true}}],\
                "tool_choice":{"type":"function","function":{"name":"look"}},"verbosity":"low",\
                "response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"},"strict":true}}}""");
        }
    }

    @Test
    void aModelOfAnthropicsAnswersAResponse() throws Exception {
        try (CallRig rig = new CallRig(ANTHROPIC)) {
            RecordingClient client = responses(rig, "{\"model\":\"m\",\"input\":\"Hello\",\"max_output_tokens\":50}");
            rig.wire().send(chunked("application/json")).chunk("""
                {"id":"msg_1","type":"message","role":"assistant","model":"claude","content":[
                 {"type":"thinking","thinking":"Hm.","signature":"sig"},{"type":"text","text":"Hi"}],"stop_reason":"end_turn",
                 "usage":{"input_tokens":10,"cache_read_input_tokens":100,"cache_creation_input_tokens":7,"output_tokens":5}}
                """).endChunks();

            assertThat(rig.wire().requests()).contains("POST /v1/messages").contains("\"max_tokens\":50");
            JsonValue.Obj answer = json(client.body());
            assertThat(answer.list("output").get(0).toString())
                    .contains("{\"type\":\"summary_text\",\"text\":\"Hm.\"}", "\"encrypted_content\":\"sig\"");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getPromptTokens()).isEqualTo(117);
            assertThat(event.getCacheReadTokens()).isEqualTo(100);
            assertThat(event.getCacheCreationTokens()).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"tools\":[{\"type\":\"web_search\"}] | tools[0]",
                "\"background\":true | background",
                "\"conversation\":\"conv_1\" | conversation",
                "\"prompt\":{\"id\":\"p\"} | prompt"
            })
    void whatOnlyOpenAiCanDoIsRefusedByName(String more, String param) throws Exception {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = responses(rig, "{\"model\":\"m\",\"input\":\"Hello\"," + more + "}");

            assertThat(client.status()).isEqualTo("400");
            assertThat(json(client.body()).object("error").text("param")).isEqualTo(param);
            assertThat(rig.upstream().wires()).isEmpty();
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("UNSUPPORTED");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"input\":7 | input | Invalid 'input': expected a text or a list of items.",
                "\"input\":[7] | input[0] | Invalid 'input[0]': expected an object.",
                "\"input\":[{\"type\":\"function_call_output\",\"output\":\"x\"}] | input[0].call_id |"
                        + " Invalid 'input[0].call_id': expected the id of the call that this answers.",
                "\"input\":\"x\",\"instructions\":[] | instructions | Invalid 'instructions': expected a text."
            })
    void whatCannotBeIsRefusedByName(String field, String param, String message) throws Exception {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = responses(rig, "{\"model\":\"m\"," + field + "}");

            assertThat(client.status()).isEqualTo("400");
            JsonValue.Obj error = json(client.body()).object("error");
            assertThat(error.text("param")).isEqualTo(param);
            assertThat(error.text("message")).isEqualTo(message);
        }
    }

    @Test
    void aProvidersErrorIsOneOfTheApi() throws Exception {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = responses(rig, "{\"model\":\"m\",\"input\":\"Hello\"}");
            rig.wire()
                    .send("HTTP/1.1 429 X\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n")
                    .chunk("{\"error\":{\"message\":\"slow down\",\"type\":\"rate_limit_error\",\"code\":null}}")
                    .endChunks();

            assertThat(client.status()).isEqualTo("429");
            assertThat(json(client.body()).object("error").text("message")).isEqualTo("slow down");
        }
    }

    @Test
    void aStreamThatBreaksOffFails() throws Exception {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = responses(rig, "{\"model\":\"m\",\"stream\":true,\"input\":\"Hello\"}");
            rig.wire()
                    .send(chunked("text/event-stream"))
                    .chunk(chunk("{\"content\":\"Hel\"}", "null"))
                    .close();

            List<JsonValue.Obj> events = events(client);
            JsonValue.Obj last = events.get(events.size() - 1);
            assertThat(last.text("type")).isEqualTo("error");
            assertThat(last.number("sequence_number", -1)).isEqualTo(events.size() - 1);
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("STREAM_INTERRUPTED");
        }
    }

    @Test
    void aStreamOfWhichTheProviderSaysThatItFailedSaysSo() throws Exception {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = responses(rig, "{\"model\":\"m\",\"stream\":true,\"input\":\"Hello\"}");
            rig.wire()
                    .send(chunked("text/event-stream"))
                    .chunk(chunk("{\"content\":\"Hel\"}", "null"))
                    .chunk("data: {\"error\":{\"message\":\"out of memory\",\"code\":500}}\n\n")
                    .endChunks();

            List<JsonValue.Obj> events = events(client);
            JsonValue.Obj last = events.get(events.size() - 1);
            assertThat(last.text("type")).isEqualTo("response.failed");
            assertThat(last.object("response").object("error")).hasToString("""
                {"code":"server_error","message":"out of memory"}""");
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("STREAM_INTERRUPTED");
        }
    }
}
