package io.callstream.sink.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.sink.json.JsonReader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every shape of an answer. */
class ChatMessageTest {
    @Test
    @DisplayName("C09: a custom tool call has its name and its input")
    void customToolCalls() {
        assertThat(message(
                                "{\"tool_calls\":[{\"id\":\"c1\",\"type\":\"custom\",\"custom\":{\"name\":\"exec\",\"input\":\"ls -la\"}}]}")
                        .toolCalls())
                .containsExactly(new ToolCall("c1", "custom", "exec", "ls -la"));
    }

    @Test
    void functionCallsOfBothForms() {
        assertThat(message("{\"tool_calls\":[{\"id\":\"c1\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},"
                                + "{\"function\":{\"name\":\"g\",\"arguments\":{\"a\":1}}}],"
                                + "\"function_call\":{\"name\":\"h\",\"arguments\":\"{\\\"b\\\":2}\"}}")
                        .toolCalls())
                .containsExactly(
                        new ToolCall("c1", "function", "f", "{}"),
                        new ToolCall("", "function", "g", "{\"a\":1}"),
                        new ToolCall("", "function", "h", "{\"b\":2}"));
        assertThat(message(
                                "{\"tool_calls\":[{\"type\":\"retrieval\",\"retrieval\":{\"name\":\"r\",\"input\":\"q\"}},{}]}")
                        .toolCalls())
                .containsExactly(new ToolCall("", "retrieval", "r", "q"), new ToolCall("", "function", "", ""));
    }

    @Test
    void refusalsReasoningAndAudio() {
        assertThat(message("{\"content\":null,\"refusal\":\"no\"}").text()).contains("no");
        assertThat(message("{\"content\":\"yes\",\"reasoning_content\":\"hm\"}").reasoning())
                .contains("hm");
        assertThat(message("{\"reasoning\":\"hm\"}").reasoning()).contains("hm");
        assertThat(message("{\"thinking_blocks\":[{\"thinking\":\"a\"},{\"thinking\":\"b\"}]}")
                        .reasoning())
                .contains("a\nb");
        assertThat(message("{\"content\":null,\"audio\":{\"transcript\":\"spoken\"}}")
                        .text())
                .contains("spoken");
        assertThat(message("{\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}").text())
                .contains("[{\"type\":\"text\",\"text\":\"a\"}]");
        assertThat(message("{\"content\":\"\"}").text()).isEmpty();
    }

    @Test
    void aChoiceOfATextCompletion() {
        assertThat(ChatMessage.ofChoice(tree("{\"text\":\"said\"}")).text()).contains("said");
    }

    private static ChatMessage message(String json) {
        return new ChatMessage(tree(json));
    }

    private static JsonNode tree(String json) {
        return JsonReader.tree(json).orElseThrow();
    }
}
