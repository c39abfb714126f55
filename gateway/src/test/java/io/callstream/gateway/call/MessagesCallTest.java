package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.api.anthropic.AnthropicApi;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import org.junit.jupiter.api.Test;

/** A client of Anthropic's form: with a model of OpenAI's form, and with one of its own. */
class MessagesCallTest {
    private static final String ANTHROPIC = """
        model_list:
          - model_name: m
            litellm_params: {model: anthropic/claude-sonnet-4-5, api_key: sk-ant-1, api_base: "http://one.example", timeout: 5}
        """;
    private static final String REQUEST = """
        {"model":"m","max_tokens":50,"system":[{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral"}}],
         "metadata":{"user_id":"u-1"},"tags":["a"],"messages":[{"role":"user","content":"Hello"}]%s}""";

    private static RecordingClient messages(CallRig rig, String more) {
        return rig.call(new AnthropicApi(), "/v1/messages", REQUEST.formatted(more));
    }

    private static String chunked(String type) {
        return "HTTP/1.1 200 OK\r\ncontent-type: " + type + "\r\ntransfer-encoding: chunked\r\n\r\n";
    }

    private static String chunk(String delta, String finish) {
        return "data: {\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,"
                + "\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}\n\n";
    }

    private static JsonValue.Obj json(String text) throws Exception {
        return (JsonValue.Obj) JsonValue.read(Slice.of(text));
    }

    @Test
    void aModelOfOpenAisFormAnswersAMessage() throws Exception {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = messages(rig, "");
            rig.wire().send(chunked("application/json")).chunk("""
                {"id":"c-1","object":"chat.completion","model":"gpt-4o","choices":[{"index":0,"message":{"role":"assistant",
                 "content":"Hi","tool_calls":[{"id":"call_1","type":"function","function":{"name":"look",
                 "arguments":"{\\"at\\":1}"}}]},"finish_reason":"tool_calls"}],
                 "usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15,"prompt_tokens_details":{"cached_tokens":4}}}
                """).endChunks();

            assertThat(rig.wire().requests())
                    .contains("POST /v1/chat/completions")
                    .endsWith(
                            "{\"model\":\"gpt-4o\",\"max_tokens\":50,\"messages\":[{\"role\":\"system\",\"content\":[{\"type\":"
                                    + "\"text\",\"text\":\"Be brief.\",\"cache_control\":{\"type\":\"ephemeral\"}}]},{\"role\":\"user\","
                                    + "\"content\":\"Hello\"}],\"user\":\"u-1\"}");
            assertThat(client.body()).isEqualTo("""
                {"id":"c-1","type":"message","role":"assistant","model":"gpt-4o","content":[{"type":"text","text":"Hi"},\
                {"type":"tool_use","id":"call_1","name":"look","input":{"at":1}}],"stop_reason":"tool_use",\
                "stop_sequence":null,"usage":{"input_tokens":6,"cache_creation_input_tokens":0,"cache_read_input_tokens":4,\
                "output_tokens":5}}""");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getResponseBody()).contains("\"choices\":[{\"index\":0", "\"content\":\"Hi\"");
            assertThat(event.getRequestBody()).contains("{\"role\":\"user\",\"content\":\"Hello\"}");
            assertThat(event.getPromptTokens()).isEqualTo(10);
            assertThat(event.getCompletionTokens()).isEqualTo(5);
            assertThat(event.getCacheReadTokens()).isEqualTo(4);
            assertThat(event.getTags()).containsExactly("a");
            assertThat(event.getEndUser()).isEqualTo("u-1");
        }
    }

    @Test
    void aStreamOfOpenAisFormIsOneOfBlocks() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = messages(rig, ",\"stream\":true");
            rig.wire()
                    .send(chunked("text/event-stream"))
                    .chunk(chunk("{\"role\":\"assistant\",\"content\":\"Hel\"}", "null"));

            assertThat(rig.wire().requests()).contains("\"stream_options\":{\"include_usage\":true}");
            assertThat(client.body()).contains("event: message_start", "\"type\":\"text_delta\",\"text\":\"Hel\"");

            rig.wire()
                    .chunk(chunk("{\"content\":\"lo\"}", "null"))
                    .chunk(chunk(
                            "{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":"
                                    + "\"look\",\"arguments\":\"\"}}]}",
                            "null"))
                    .chunk(chunk("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{}\"}}]}", "null"))
                    .chunk(chunk("{}", "\"tool_calls\""))
                    .chunk("data: {\"id\":\"c-1\",\"model\":\"gpt-4o\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,"
                            + "\"completion_tokens\":2,\"total_tokens\":5}}\n\n")
                    .chunk("data: [DONE]\n\n")
                    .endChunks();

            assertThat(client.body())
                    .containsSubsequence(
                            "event: content_block_start",
                            "\"index\":0",
                            "\"text\":\"lo\"",
                            "event: content_block_stop",
                            "\"content_block\":{\"type\":\"tool_use\",\"id\":\"call_1\",\"name\":\"look\",\"input\":{}}",
                            "\"partial_json\":\"{}\"",
                            "event: content_block_stop",
                            "event: message_delta",
                            "\"stop_reason\":\"tool_use\"",
                            "\"input_tokens\":3",
                            "\"output_tokens\":2",
                            "event: message_stop")
                    .doesNotContain("[DONE]");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getResponseBody())
                    .contains("\"content\":\"Hello\"", "\"finish_reason\":\"tool_calls\"", "\"name\":\"look\"");
            assertThat(event.getTotalTokens()).isEqualTo(5);
            assertThat(event.getFinishReason()).isEqualTo("tool_calls");
        }
    }

    @Test
    void aModelOfItsOwnFormGetsItsWordsAsTheyAre() throws Exception {
        try (CallRig rig = new CallRig(ANTHROPIC)) {
            RecordingClient client = messages(
                    rig,
                    ",\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}],\"temperature\":0.50");
            String answer =
                    "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude\",\"content\":["
                            + "{\"type\":\"server_tool_use\",\"id\":\"s\",\"name\":\"web_search\",\"input\":{}},"
                            + "{\"type\":\"text\",\"text\":\"Hi\"}],\"stop_reason\":\"end_turn\",\"stop_sequence\":null,"
                            + "\"usage\":{\"input_tokens\":6,\"cache_read_input_tokens\":4,\"output_tokens\":5}}";
            rig.wire().send(chunked("application/json")).chunk(answer).endChunks();

            assertThat(rig.wire().requests())
                    .contains("POST /v1/messages", "x-api-key: sk-ant-1")
                    .endsWith(
                            "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":50,\"system\":[{\"type\":\"text\",\"text\":"
                                    + "\"Be brief.\",\"cache_control\":{\"type\":\"ephemeral\"}}],\"metadata\":{\"user_id\":\"u-1\"},"
                                    + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"tools\":[{\"type\":"
                                    + "\"web_search_20250305\",\"name\":\"web_search\"}],\"temperature\":0.50}");
            assertThat(client.body()).isEqualTo(answer);
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(json(event.getResponseBody()).list("choices").get(0)).hasToString("""
                {"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}""");
            assertThat(event.getPromptTokens()).isEqualTo(10);
            assertThat(event.getFinishReason()).isEqualTo("stop");
        }
    }

    @Test
    void aStreamOfItsOwnFormPassesThrough() {
        String stream = """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude","usage":{"input_tokens":6,"output_tokens":1}}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}

            event: ping
            data: {"type": "ping"}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"max_tokens"},"usage":{"output_tokens":5}}

            event: message_stop
            data: {"type":"message_stop"}

            """;
        try (CallRig rig = new CallRig(ANTHROPIC)) {
            RecordingClient client = messages(rig, ",\"stream\":true");
            rig.wire().send(chunked("text/event-stream")).chunk(stream).endChunks();

            assertThat(client.body().replaceAll("(?m)^[0-9a-f]+\r\n", "").replace("\r\n", ""))
                    .contains(stream.substring(0, stream.indexOf("event: ping")));
            assertThat(client.body()).contains("event: message_stop").doesNotContain("[DONE]");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getResponseBody()).contains("\"content\":\"Hi\"", "\"finish_reason\":\"length\"");
            assertThat(event.getTotalTokens()).isEqualTo(11);
            assertThat(event.getFinishReason()).isEqualTo("length");
        }
    }

    @Test
    void aStreamThatBreaksOffEndsWithAnEventThatClientsKnow() {
        try (CallRig rig = new CallRig(ANTHROPIC)) {
            RecordingClient client = messages(rig, ",\"stream\":true");
            rig.wire()
                    .send(chunked("text/event-stream"))
                    .chunk("event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\"}}\n\n")
                    .close();

            assertThat(client.body())
                    .contains("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\"");
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("STREAM_INTERRUPTED");
        }
    }

    @Test
    void errorsAreInTheClientsForm() throws Exception {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = messages(rig, "");
            rig.wire()
                    .send("HTTP/1.1 429 X\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n")
                    .chunk("{\"error\":{\"message\":\"slow down\",\"type\":\"rate_limit_error\",\"code\":null}}")
                    .endChunks();

            assertThat(client.status()).isEqualTo("429");
            assertThat(client.body())
                    .isEqualTo(
                            "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"slow down\"}}");
        }
    }

    @Test
    void anUnknownModelIsAnErrorInTheClientsForm() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client =
                    rig.call(new AnthropicApi(), "/v1/messages", "{\"model\":\"x\",\"max_tokens\":1,\"messages\":[]}");

            assertThat(client.status()).isEqualTo("404");
            assertThat(client.body()).startsWith("{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\"");
        }
    }

    @Test
    void aWholeConversationGoesOver() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            rig.call(new AnthropicApi(), "/v1/messages", """
                {"model":"m","max_tokens":9,"stop_sequences":["END"],"thinking":{"type":"enabled","budget_tokens":4000},
                 "tools":[{"name":"look","description":"d","input_schema":{"type":"object"}}],
                 "tool_choice":{"type":"any","disable_parallel_tool_use":true},
                 "messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png",
                   "data":"AA"}}]},
                  {"role":"assistant","content":[{"type":"thinking","thinking":"Hm","signature":"s"},
                   {"type":"tool_use","id":"t","name":"look","input":{"x":1}}]},
                  {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"red"}]},
                   {"type":"text","text":"And?"}]}]}""");

            assertThat(rig.wire().requests()).endsWith("""
                "messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AA"}}]},\
                {"role":"assistant","content":null,"thinking_blocks":[{"type":"thinking","thinking":"Hm","signature":"s"}],\
                "tool_calls":[{"id":"t","type":"function","function":{"name":"look","arguments":"{\\"x\\":1}"}}]},\
                {"role":"tool","tool_call_id":"t","content":[{"type":"text","text":"red"}]},\
                {"role":"user","content":[{"type":"text","text":"And?"}]}],"stop":["END"],\
                "tools":[{"type":"function","function":{"name":"look","description":"d","parameters":{"type":"object"}}}],\
                "tool_choice":"required","parallel_tool_calls":false,"reasoning_effort":"medium"}""");
        }
    }
}
