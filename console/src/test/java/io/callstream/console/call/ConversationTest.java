package io.callstream.console.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConversationTest {
    @Test
    void chatIsReadWithToolsAndImages() {
        Conversation talk = Conversation.of(Optional.of("""
                {"model":"m","tools":[{"type":"function","function":{"name":"weather"}}],"messages":[
                  {"role":"system","content":"Be brief."},
                  {"role":"user","content":[{"type":"text","text":"What is this?"},
                    {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]},
                  {"role":"assistant","tool_calls":[{"id":"c1","function":{"name":"weather","arguments":"{\\"city\\":\\"Bern\\"}"}}]},
                  {"role":"tool","tool_call_id":"c1","content":"rain"}]}"""), Optional.of("""
                {"choices":[{"message":{"role":"assistant","content":"Rain."}}]}"""));
        assertThat(talk.tools()).containsExactly("weather");
        assertThat(talk.asked()).extracting(Turn::role).containsExactly("system", "user", "assistant", "tool");
        assertThat(kinds(talk.asked()))
                .containsExactly(
                        Turn.Kind.TEXT, Turn.Kind.TEXT, Turn.Kind.IMAGE, Turn.Kind.TOOL_CALL, Turn.Kind.TOOL_RESULT);
        assertThat(talk.answered().get(0).parts().get(0).text()).isEqualTo("Rain.");
    }

    @Test
    void anthropicsMessagesAreRead() {
        Conversation talk = Conversation.of(Optional.of("""
                {"system":"Be brief.","messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"42"}]}]}"""), Optional.of("""
                {"type":"message","role":"assistant","content":[{"type":"thinking","thinking":"hm"},{"type":"text","text":"42."},
                  {"type":"tool_use","name":"add","input":{"a":1}}]}"""));
        assertThat(talk.asked()).extracting(Turn::role).containsExactly("system", "user");
        assertThat(kinds(talk.answered())).containsExactly(Turn.Kind.THINKING, Turn.Kind.TEXT, Turn.Kind.TOOL_CALL);
    }

    @Test
    void nothingIsLoadedFromElsewhere() {
        Conversation talk = Conversation.of(
                Optional.of(
                        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x.example/a.png\"}}]}]}"),
                Optional.empty());
        assertThat(kinds(talk.asked())).containsExactly(Turn.Kind.OTHER);
    }

    @Test
    void whatIsNotUnderstoodIsShownAsItIs() {
        Conversation talk = Conversation.of(Optional.of("{\"odd\":1}"), Optional.of("no JSON"));
        assertThat(talk.asked().get(0).parts().get(0).text()).contains("\"odd\"");
        assertThat(talk.answered().get(0).parts().get(0).text()).isEqualTo("no JSON");
    }

    @Test
    void vectorsAreCounted() {
        Conversation talk = Conversation.of(
                Optional.of("{\"input\":[\"one\",\"two\"]}"),
                Optional.of("{\"data\":[{\"embedding\":[0.1,0.2]},{\"embedding\":[0.1,0.2]}]}"));
        assertThat(talk.asked().get(0).parts()).extracting(Turn.Part::text).containsExactly("one", "two");
        assertThat(talk.answered().get(0).parts().get(0).text()).isEqualTo("2 vectors, each of 2 numbers");
    }

    private static List<Turn.Kind> kinds(List<Turn> turns) {
        return turns.stream()
                .flatMap(turn -> turn.parts().stream())
                .map(Turn.Part::kind)
                .toList();
    }
}
