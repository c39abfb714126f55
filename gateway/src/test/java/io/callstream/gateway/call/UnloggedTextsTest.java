package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.api.anthropic.AnthropicApi;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.api.pass.PassThroughApi;
import io.callstream.gateway.api.responses.ResponseIds;
import io.callstream.gateway.api.responses.ResponsesApi;
import io.callstream.gateway.event.RecordingLane;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code turn_off_message_logging}: what people and models wrote is in no byte of any event, whichever form it has. */
class UnloggedTextsTest {
    private static final String OFF = """
            litellm_settings: {turn_off_message_logging: true}
            router_settings: {num_retries: 0}
            """;
    private static final String CLAUDE = """
            model_list:
              - model_name: m
                litellm_params: {model: anthropic/claude-sonnet-4-5, api_key: sk-ant-1, api_base: "http://one.example"}
            """;
    private static final String RESPONSES = """
            model_list:
              - model_name: m
                litellm_params: {model: openai/responses/gpt-5, api_key: sk-1, api_base: "http://one.example/v1"}
            """;
    private static final String JSON =
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s";
    private static final String EVENTS =
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\ncontent-length: %d\r\n\r\n%s";

    private static final String CHAT = """
            {"id":"c","model":"g","choices":[{"index":0,"message":{"role":"assistant","content":"SECRET","reasoning_content":"SECRET",\
            "tool_calls":[{"id":"t","type":"function","function":{"name":"f","arguments":"SECRET"}}]},"finish_reason":"stop",\
            "logprobs":{"content":[{"token":"SECRET","bytes":[1]}]}}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""";
    private static final String MESSAGE = """
            {"id":"m","type":"message","role":"assistant","model":"c","content":[{"type":"thinking","thinking":"SECRET","signature":"SECRET"},\
            {"type":"text","text":"SECRET"},{"type":"tool_use","id":"t","name":"f","input":{"a":"SECRET"}}],"stop_reason":"end_turn",\
            "usage":{"input_tokens":1,"output_tokens":1}}""";
    private static final String RESPONSE = """
            {"id":"r","object":"response","status":"completed","model":"g","instructions":"SECRET","output":[{"type":"message","id":"i",\
            "role":"assistant","content":[{"type":"output_text","text":"SECRET","annotations":[]}]}],\
            "usage":{"input_tokens":1,"output_tokens":1,"total_tokens":2}}""";

    private static String data(String... events) {
        StringBuilder stream = new StringBuilder();
        for (String event : events) {
            stream.append("data: ").append(event).append("\n\n");
        }
        return stream.toString();
    }

    private static final String CHAT_STREAM = data(
            "{\"id\":\"c\",\"model\":\"g\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"SECRET\"}}]}",
            "{\"id\":\"c\",\"model\":\"g\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}",
            "[DONE]");
    private static final String MESSAGE_STREAM = data(
            "{\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"c\","
                    + "\"content\":[],\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}}",
            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"SECRET\"}}",
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"SECRET\"}}",
            "{\"type\":\"content_block_stop\",\"index\":0}",
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":2}}",
            "{\"type\":\"message_stop\"}");
    private static final String RESPONSE_STREAM = data(
            "{\"type\":\"response.created\",\"response\":{\"id\":\"r\",\"model\":\"g\",\"instructions\":\"SECRET\"}}",
            "{\"type\":\"response.output_text.delta\",\"output_index\":0,\"content_index\":0,\"delta\":\"SECRET\"}",
            "{\"type\":\"response.output_text.done\",\"output_index\":0,\"text\":\"SECRET\"}",
            "{\"type\":\"response.completed\",\"response\":" + RESPONSE + "}");

    private static final String CHAT_REQUEST =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"SECRET\"}],\"user\":\"u\"%s}";
    private static final String MESSAGES_REQUEST =
            "{\"model\":\"m\",\"max_tokens\":5,\"system\":\"SECRET\",\"messages\":[{\"role\":\"user\",\"content\":\"SECRET\"}]%s}";
    private static final String RESPONSES_REQUEST =
            "{\"model\":\"m\",\"instructions\":\"SECRET\",\"input\":[{\"role\":\"user\",\"content\":\"SECRET\"}]%s}";
    private static final String GEMINI_REQUEST =
            "{\"systemInstruction\":{\"parts\":[{\"text\":\"SECRET\"}]},\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"SECRET\"}]}]}";

    private static String json(String body) {
        return JSON.formatted(body.length(), body);
    }

    private static String events(String body) {
        return EVENTS.formatted(body.length(), body);
    }

    private static ResponsesApi responses() {
        return new ResponsesApi(new ResponseIds(new SplittableRandom(1)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void chats(boolean stream) {
        call(CallRig.deployment("one"), new OpenAiApi(), CallRig.CHAT, CHAT_REQUEST, stream, CHAT, CHAT_STREAM);
        call(CLAUDE, new OpenAiApi(), CallRig.CHAT, CHAT_REQUEST, stream, MESSAGE, MESSAGE_STREAM);
        call(RESPONSES, new OpenAiApi(), CallRig.CHAT, CHAT_REQUEST, stream, RESPONSE, RESPONSE_STREAM);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void messages(boolean stream) {
        String path = "/v1/messages";
        call(CallRig.deployment("one"), new AnthropicApi(), path, MESSAGES_REQUEST, stream, CHAT, CHAT_STREAM);
        call(CLAUDE, new AnthropicApi(), path, MESSAGES_REQUEST, stream, MESSAGE, MESSAGE_STREAM);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void responses(boolean stream) {
        String path = "/v1/responses";
        call(CallRig.deployment("one"), responses(), path, RESPONSES_REQUEST, stream, CHAT, CHAT_STREAM);
        call(CLAUDE, responses(), path, RESPONSES_REQUEST, stream, MESSAGE, MESSAGE_STREAM);
        call(RESPONSES, responses(), path, RESPONSES_REQUEST, stream, RESPONSE, RESPONSE_STREAM);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatPassesToAProvider(boolean stream) {
        ClientApi anthropic = PassThroughApi.ofProvider(new OpenAiApi(), "anthropic");
        call(CLAUDE, anthropic, "/anthropic/v1/messages", MESSAGES_REQUEST, stream, MESSAGE, MESSAGE_STREAM);
        ClientApi openai = PassThroughApi.ofProvider(new OpenAiApi(), "openai");
        call(
                CallRig.deployment("one"),
                openai,
                "/openai/v1/responses",
                RESPONSES_REQUEST,
                stream,
                RESPONSE,
                RESPONSE_STREAM);
        call(
                CallRig.deployment("one"),
                openai,
                "/openai/v1/x",
                GEMINI_REQUEST,
                stream,
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"SECRET\"}]}}]}",
                data("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"SECRET\"}]}}]}"));
    }

    private static void call(
            String models, ClientApi api, String path, String request, boolean stream, String whole, String pieces) {
        try (CallRig rig = new CallRig(models + OFF)) {
            rig.call(api, path, request.contains("%s") ? request.formatted(stream ? ",\"stream\":true" : "") : request);
            rig.wire().send(stream ? events(pieces) : json(whole));
            if (stream) {
                rig.wire().close();
            }

            assertThat(rig.lane().only(SuccessEvent.class).getRedacted()).isTrue();
            for (RecordingLane.Told told : rig.lane().told()) {
                assertThat(told.event().toString())
                        .as("the %s of %s", told.kind(), path)
                        .doesNotContain("SECRET");
            }
        }
    }
}
