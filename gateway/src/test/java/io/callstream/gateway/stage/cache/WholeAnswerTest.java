package io.callstream.gateway.stage.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Slice;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers are whole, so that they may be given to somebody else. */
class WholeAnswerTest {
    private static boolean whole(String json) {
        return WholeAnswer.is(Slice.of(json));
    }

    private static String choice(String finishReason) {
        return "{\"index\":0,\"message\":{\"content\":\"Hi\"},\"finish_reason\":" + finishReason + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "tool_calls", "function_call", "end_turn", "stop_sequence", "eos", ""})
    void anAnswerThatEndedOfItselfIsWhole(String reason) {
        assertThat(whole("{\"choices\":[" + choice("\"" + reason + "\"") + "]}"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "length",
                "LENGTH",
                "max_tokens",
                "MAX_TOKENS",
                "model_length",
                "content_filter",
                "insufficient_system_resource",
                "error"
            })
    void oneThatWasCutOffIsNot(String reason) {
        assertThat(whole("{\"choices\":[" + choice("\"" + reason + "\"") + "]}"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "true", "{}", "[\"stop\"]"})
    void oneThatDoesNotSayHowItEndedIsNot(String reason) {
        assertThat(whole("{\"choices\":[" + choice(reason) + "]}")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[]}",
                "{\"choices\":[null]}",
                "{\"choices\":[7]}",
                "{\"choices\":[[]]}",
                "{\"choices\":[{}]}",
                "{\"data\":[]}",
                "{\"embeddings\":[]}",
                "{\"results\":[]}",
                "{\"choices\":[{\"finish_reason\":\"stop\"}],\"data\":[]}",
                "",
                "[]",
                "\"stop\"",
                "{\"choices\":[{\"finish_reason\":\"stop\"}",
                "<html>",
            })
    void oneThatSaysNothingIsNot(String json) {
        assertThat(whole(json)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":[{\"embedding\":[1]}]}",
                "{\"embeddings\":[[1]]}",
                "{\"results\":[{\"index\":0}]}",
                "{\"choices\":[{\"finish_reason\":\"stop\"},{\"finish_reason\":\"tool_calls\"}]}",
                "{\"text\":\"words\"}",
                "{\"choices\":\"none\",\"id\":1}",
                " {\"usage\":{\"data\":[]}} ",
            })
    void listsWithSomethingInThemAre(String json) {
        assertThat(whole(json)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void everyChoiceHasToHaveEnded(int cut) {
        StringBuilder choices = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            choices.append(i == 0 ? "" : ",").append(choice(i == cut ? "\"length\"" : "\"stop\""));
        }

        assertThat(whole("{\"choices\":[" + choices + "]}")).isFalse();
    }

    @Property(tries = 200)
    void noAnswerBreaksIt(@ForAll String text) {
        assertThat(whole(text) && text.isBlank()).isFalse();
        assertThat(whole("{\"choices\":" + text)).isFalse();
    }
}
