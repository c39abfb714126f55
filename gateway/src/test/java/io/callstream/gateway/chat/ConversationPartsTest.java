package io.callstream.gateway.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.Written;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.odd.OddJson;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An answer in OpenAI's form that its client sends back in the next turn, as most do: the message as it came. */
class ConversationPartsTest {
    @Test
    void whatAModelThoughtSaidAndWishedForGoesBack() throws Exception {
        assertThat(sentBack(
                        new Delta.Begin("c", "m"),
                        new Delta.Reasoning("Hm"),
                        new Delta.ReasoningSignature("s"),
                        new Delta.HiddenReasoning("h"),
                        new Delta.Text("Let me look."),
                        new Delta.ToolCall(0, "c1", "f", "{\"a\":1}"),
                        new Delta.ToolCall(1, "c2", "g", ""),
                        new Delta.Finish("tool_calls")))
                .containsExactly(
                        new Part.Thinking("Hm", "s"),
                        new Part.HiddenThinking("h"),
                        new Part.Text("Let me look."),
                        new Part.ToolCall("c1", "f", "{\"a\":1}"),
                        new Part.ToolCall("c2", "g", "{}"));
    }

    @Test
    void aCallWithoutWordsHasNoText() throws Exception {
        assertThat(sentBack(
                        new Delta.Begin("c", "m"),
                        new Delta.ToolCall(0, "c1", "f", "{}"),
                        new Delta.Finish("tool_calls")))
                .containsExactly(new Part.ToolCall("c1", "f", "{}"));
    }

    @Test
    void aThoughtWithoutASignatureIsNotSentBack() throws Exception {
        assertThat(sentBack(
                        new Delta.Begin("c", "m"),
                        new Delta.Reasoning("Hm"),
                        new Delta.Text("Yes."),
                        new Delta.Finish("stop")))
                .containsExactly(new Part.Text("Yes."));
    }

    private static List<Part> sentBack(Delta... deltas) throws UnsupportedRequestException {
        JsonValue.Obj answer = (JsonValue.Obj) OddJson.read(Written.of(new OpenAiApi().writer(false, 7), deltas));
        JsonValue.Obj choice = (JsonValue.Obj) answer.list("choices").get(0);
        return ChatReader.read(Slice.of("{\"messages\":[" + choice.get("message") + "]}"))
                .messages()
                .get(0)
                .parts();
    }
}
