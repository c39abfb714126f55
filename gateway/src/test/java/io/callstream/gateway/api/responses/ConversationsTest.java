package io.callstream.gateway.api.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.Written;
import io.callstream.gateway.chat.ChatReader;
import io.callstream.gateway.chat.ChatRequest;
import io.callstream.gateway.chat.Part;
import io.callstream.gateway.odd.OddJson;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a model said, sent back as clients of the Responses API do: the whole output as the next input. */
class ConversationsTest {
    @Test
    void theOutputOfOneResponseIsAPartOfTheNextInput() throws Exception {
        List<JsonValue> output = output(
                new Delta.Begin("c", "m"),
                new Delta.Reasoning("Hm"),
                new Delta.ReasoningSignature("s1"),
                new Delta.HiddenReasoning("h1"),
                new Delta.Text("Let me look."),
                new Delta.ToolCall(0, "c1", "f", "{\"a\":1}"),
                new Delta.ToolCall(1, "c2", "g", ""),
                new Delta.Finish("tool_calls"));
        List<JsonValue> input = new ArrayList<>(output);
        input.add(OddJson.read("{\"type\":\"function_call_output\",\"call_id\":\"c1\",\"output\":\"1\"}"));
        input.add(OddJson.read("{\"type\":\"function_call_output\",\"call_id\":\"c2\",\"output\":\"2\"}"));

        ChatRequest chat = chat(input);

        assertThat(chat.messages()).hasSize(3);
        assertThat(chat.messages().get(0).parts())
                .containsExactly(
                        new Part.Thinking("Hm", "s1"),
                        new Part.HiddenThinking("h1"),
                        new Part.Text("Let me look."),
                        new Part.ToolCall("c1", "f", "{\"a\":1}"),
                        new Part.ToolCall("c2", "g", "{}"));
        assertThat(chat.messages().get(1).parts())
                .containsExactly(new Part.ToolResult("c1", List.of(new Part.Text("1")), null));
        assertThat(chat.messages().get(2).parts())
                .containsExactly(new Part.ToolResult("c2", List.of(new Part.Text("2")), null));
    }

    @Test
    void anAnswerThatWasCutOffGoesBackAsFarAsItCame() throws Exception {
        List<JsonValue> output =
                output(new Delta.Begin("c", "m"), new Delta.Text("Let me"), new Delta.Finish("length"));

        assertThat(chat(output).messages().get(0).parts()).containsExactly(new Part.Text("Let me"));
    }

    @Test
    void itemsAsTheApiShowsThemAreWhatTheySaid() throws Exception {
        List<JsonValue> input = ((JsonValue.Arr) OddJson.read(
                        "[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":\"Hello\"}]"))
                .elements();

        ChatRequest chat = chat(KeptItems.named("resp_1", input, false));

        assertThat(chat.messages())
                .extracting(message -> message.role() + " " + message.text())
                .containsExactly("USER Hi", "ASSISTANT Hello");
    }

    private static List<JsonValue> output(Delta... deltas) {
        AnswerWriter writer = new AnswerWriter(new ResponseObject("resp_1", 7, ChatBody.NOTHING), false);
        return ((JsonValue.Obj) OddJson.read(Written.of(writer, deltas))).list("output");
    }

    private static ChatRequest chat(List<JsonValue> input) throws Exception {
        Conversation conversation = new Conversation();
        conversation.add("input", input);
        return ChatReader.read(Slice.of("{\"messages\":" + new JsonValue.Arr(conversation.messages()) + "}"));
    }
}
