package io.callstream.gateway.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Slice;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in the texts that the chunks of a stream make up together. */
class StreamRedactionTest {
    private RedactionRig rig = RedactionRig.all();

    @BeforeEach
    void fresh() {
        rig = RedactionRig.all();
    }

    @Test
    void theMarkStandsWhereItBeginsAndTheRestIsCutOut() {
        assertThat(redacted(chat(0, "Write to ad"), chat(0, "a@mail."), chat(0, "example"), chat(0, ".org now")))
                .containsExactly(chat(0, "Write to [mail]"), chat(0, ""), chat(0, ""), chat(0, " now"));
        assertThat(rig.count("mail")).isEqualTo(1);
    }

    @Test
    void severalInOneChunkAndOneOverItsEnds() {
        assertThat(redacted(chat(0, "a@b.co c@"), chat(0, "d.co e@f.co g"), chat(0, "@h.co")))
                .containsExactly(chat(0, "[mail] [mail]"), chat(0, " [mail] [mail]"), chat(0, ""));
        assertThat(rig.count("mail")).isEqualTo(4);
    }

    /** Choices are texts of their own, in whatever order their chunks come. */
    @Test
    void textsOfChoicesAreNotMixed() {
        assertThat(redacted(chat(0, "a@"), chat(1, "x@"), chat(1, "b c"), chat(0, "b.co")))
                .containsExactly(chat(0, "[mail]"), chat(1, "x@"), chat(1, "b c"), chat(0, ""));
    }

    @Test
    void choicesWithoutAnIndexAreKnownByTheirPlace() {
        String first = "{\"choices\":[{\"text\":\"a@\"},{\"text\":\"b.co\"}]}";
        String second = "{\"choices\":[{\"text\":\"b.co\"},{\"text\":\"\"}]}";

        assertThat(redacted(first, second)).containsExactly(first.replace("a@", "[mail]"), second.replace("b.co", ""));
    }

    @Test
    void toolCallsAreTextsOfTheirOwn() {
        String first = call(0, "{\\\"to\\\":\\\"a@");
        String other = call(1, "b.co");
        String second = call(0, "b.co\\\"}");

        assertThat(redacted(first, other, second))
                .containsExactly(first.replace("a@", "[mail]"), other, second.replace("b.co", ""));
    }

    @Test
    void anthropicsAndResponsesDeltasGoOn() {
        String one =
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"a@\"}}";
        String two = one.replace("a@", "b.co");
        assertThat(redacted(one, two)).containsExactly(one.replace("a@", "[mail]"), one.replace("a@", ""));

        String three = "{\"type\":\"response.output_text.delta\",\"item_id\":\"m\",\"delta\":\"a@\"}";
        String four = three.replace("a@", "b.co");
        assertThat(redacted(three, four)).containsExactly(three.replace("a@", "[mail]"), three.replace("a@", ""));
    }

    @Test
    void otherTextsStandForThemselves() {
        String done = "{\"type\":\"response.output_text.done\",\"text\":\"a@\"}";
        String next = "{\"type\":\"response.output_text.done\",\"text\":\"b.co and a@b.co\"}";

        assertThat(redacted(done, next)).containsExactly(done, next.replace("a@b.co", "[mail]"));
    }

    @Test
    void aNumberThatIsOneBecomesAString() {
        assertThat(redacted("{\"choices\":[{\"index\":0,\"delta\":{\"n\":4111111111111111}}],\"m\":4111111111111111}"))
                .containsExactly("{\"choices\":[{\"index\":0,\"delta\":{\"n\":\"[card]\"}}],\"m\":\"[card]\"}");
    }

    /** Their tokens have the text in pieces in which nothing can be found. */
    @Test
    void probabilitiesOfTokensAreLeftOut() {
        String chunk =
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a@\"},\"logprobs\":{\"content\":[{\"token\":\"a@\"}]}}]}";
        String none = "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"b\"},\"logprobs\":null}]}";

        assertThat(redacted(chunk, none))
                .containsExactly(chunk.replace("{\"content\":[{\"token\":\"a@\"}]}", "null"), none);
    }

    @Test
    void chunksWithNothingComeBackAsTheyAre() {
        Slice chunk = Slice.of(chat(0, "Hello"));

        assertThat(StreamRedaction.redact(List.of(chunk), rig.events()))
                .singleElement()
                .isSameAs(chunk);
    }

    /** What cannot be read may be the other half of anything. */
    @ParameterizedTest
    @ValueSource(strings = {"[DONE]", "{\"choices\":[", "", "data", "{\"a\":1} {}"})
    void oneChunkThatIsNoJsonLeavesAllOut(String odd) {
        assertThat(StreamRedaction.redact(List.of(Slice.of(chat(0, "Hello")), Slice.of(odd)), rig.events()))
                .hasSize(2)
                .containsOnlyNulls();
        assertThat(rig.counters().allLeftOut()).isEqualTo(1);
    }

    /** Arguments of tools are JSON in a string, in pieces: an escape sequence may begin in one and end in another. */
    @Test
    void escapesThatHideSomethingLeaveAllOut() {
        assertThat(StreamRedaction.redact(
                        List.of(Slice.of(call(0, "{\\\"to\\\":\\\"a\\\\u00")), Slice.of(call(0, "40b.co\\\"}"))),
                        rig.events()))
                .hasSize(2)
                .containsOnlyNulls();
        assertThat(rig.counters().allLeftOut()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\\\"a\\\":\\\"caf\\\\u00e9\\\"}", "C:\\\\users\\\\ann", "\\\\u00"})
    void escapesThatHideNothingAreRecorded(String arguments) {
        assertThat(redacted(call(0, arguments))).containsExactly(call(0, arguments));
        assertThat(rig.counters().allLeftOut()).isZero();
    }

    @Test
    void whatStandsBesideAnEscapeIsTakenOut() {
        assertThat(redacted(call(0, "caf\\\\u00e9 a@"), call(0, "b.co")))
                .containsExactly(call(0, "caf\\\\u00e9 [mail]"), call(0, ""));
    }

    private List<String> redacted(String... chunks) {
        return StreamRedaction.redact(List.of(chunks).stream().map(Slice::of).toList(), rig.events()).stream()
                .map(chunk -> Objects.requireNonNull(chunk, "left out").text())
                .toList();
    }

    private static String chat(int choice, String content) {
        return "{\"choices\":[{\"index\":" + choice + ",\"delta\":{\"content\":\"" + content + "\"}}]}";
    }

    private static String call(int index, String arguments) {
        return "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":" + index
                + ",\"function\":{\"arguments\":\"" + arguments + "\"}}]}}]}";
    }
}
