package io.callstream.gateway.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Slice;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies and texts of calls, as what they stand for: JSON, JSON within its strings, escapes, and what cannot be read. */
class TextRedactionTest {
    private final RedactionRig rig = RedactionRig.all();
    private final TextRedaction redaction = rig.events();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":\"x@y.org\"} | {\"a\":\"[mail]\"}",
                "[\"x@y.org\",[\"x@y.org\"]] | [\"[mail]\",[\"[mail]\"]]",
                "\"x@y.org\" | \"[mail]\"",
                "{\"x@y.org\":1} | {\"[mail]\":1}",
                "{\"a\":\"x\\u0040y.org\"} | {\"a\":\"[mail]\"}",
                "{\"a\":\"{\\\"b\\\":\\\"x@y.org\\\"}\"} | {\"a\":\"{\\\"b\\\":\\\"[mail]\\\"}\"}",
                "{\"a\":\" [\\\"x\\\\u0040y.org\\\"]\"} | {\"a\":\" [\\\"[mail]\\\"]\"}",
                "4111111111111111 | \"[card]\"",
                "{\"a\":123456} | {\"a\":123456}",
                "{\"a\":null,\"b\":true} | {\"a\":null,\"b\":true}",
                "no JSON: x@y.org | no JSON: [mail]",
                "{\"cut\":\"x@y.org | {\"cut\":\"[mail]",
                "{\"a\":\"größe 😀 x@y.org\"} | {\"a\":\"größe 😀 [mail]\"}",
                "{\"a\":\"{x@y.org is no JSON\"} | {\"a\":\"[mail] is no JSON\"}",
                "{\"logprobs\":true} | {\"logprobs\":true}",
                "{\"c\":[{\"logprobs\":{\"content\":[{\"token\":\"x@\"}]},\"m\":\"x@y.org\"}]} | {\"c\":[{\"logprobs\":null,\"m\":\"[mail]\"}]}",
                "{\"logprobs\":[{\"token\":\"x@\"}],\"b\":1} | {\"logprobs\":null,\"b\":1}",
                "{\"a\":\"{\\\"logprobs\\\":[]}\"} | {\"a\":\"{\\\"logprobs\\\":[]}\"}",
            })
    void aBodyIsReadAsWhatItStandsFor(String body, String clean) {
        assertThat(body(body)).isEqualTo(clean);
    }

    /** Deeper than five strings in strings, it is a text with escapes. */
    @ParameterizedTest
    @CsvSource({"1, [mail]", "4, [mail]", "5, [mail]", "6, [left out]", "8, [left out]"})
    void escapesInStringsInStrings(int depth, String told) {
        String body = body(nested(depth));

        assertThat(body).contains(told).doesNotContain("0040");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"{\\\"cut\\\":\\\"x\\\\u0040y.org\"}",
                "{\"a\":\"\\\"x\\\\u0040y.org\\\"\"}",
                "{\"a\":\"write x\\\\u0040y.org\"}",
                "{\"a\":\"write x\\\\\\\\u0040y.org\"}",
            })
    void aStringWhoseEscapesHideSomethingIsLeftOut(String body) {
        assertThat(body(body)).isEqualTo("{\"a\":\"[left out]\"}");
        assertThat(rig.counters().allLeftOut()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"write caf\\\\u00e9\"}",
                "{\"a\":\"C:\\\\users\\\\ann\"}",
                "caf\\u00e9, and no JSON",
                "C:\\users\\ann",
                "\\u004",
                "\\u",
            })
    void escapesThatHideNothingAreLeft(String body) {
        Slice slice = Slice.of(body);

        assertThat(redaction.body(slice)).isSameAs(slice);
        assertThat(rig.counters().allLeftOut()).isZero();
    }

    @Test
    void aTextOfTheGreatestLengthIsLookedThrough() {
        String text = "x".repeat(redaction.maxBytes() - 8) + " x@y.org";

        assertThat(redaction.text(text)).endsWith(" [mail]");
        assertThat(body(text)).endsWith(" [mail]");
        assertThat(redaction.text("x" + text)).isEqualTo("[left out]");
        assertThat(redaction.body(Slice.of("x" + text))).isNull();
        assertThat(rig.counters().allLeftOut()).isEqualTo(2);
    }

    @Test
    void everyThingThatIsTakenOutIsCounted() {
        body("{\"a\":\"x@y.org x@y.org\",\"b\":\"{\\\"c\\\":\\\"x@y.org\\\"}\",\"d\":4111111111111111}");

        assertThat(rig.count("mail")).isEqualTo(3);
        assertThat(rig.count("card")).isEqualTo(1);
        assertThat(rig.count("iban")).isZero();
    }

    @Test
    void withoutRulesTextsAreNotTouched() {
        Slice body = Slice.of("{\"a\":\"x@y.org\"}");

        assertThat(TextRedaction.NONE.none()).isTrue();
        assertThat(TextRedaction.NONE.body(body)).isSameAs(body);
        assertThat(TextRedaction.NONE.text("x@y.org")).isEqualTo("x@y.org");
        assertThat(redaction.none()).isFalse();
    }

    /** Credentials are found by their bytes, and taken out by their characters. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "größe sk-abcd1234 日本 😀 ghp_aB3dE5gH7jK9mN1pQ3sT5vW7 ü | größe [key] 日本 😀 [key] ü",
                "password: pä55wörter, ü | password: [key], ü",
                "no sign | no sign",
                "a-b | a-b",
            })
    void keysAmongOtherLetters(String text, String clean) {
        assertThat(redaction.text(text)).isEqualTo(clean);
    }

    /** Each key was once looked for from the beginning of the text. */
    @Test
    void manyKeysTakeNoLongerThanTheTextIsLong() {
        Matches found = new Matches();
        new KeyFinder().find("sk-1234 ".repeat(200_000), found);

        assertThat(found.merged()).hasSize(200_000);
    }

    private static String nested(int depth) {
        String text = "x@y.org";
        for (int i = 0; i < depth; i++) {
            text = "{\"a\":\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
            text = text.replace("@", "\\u0040");
        }
        return text;
    }

    private String body(String body) {
        return Objects.requireNonNull(redaction.body(Slice.of(body)), "left out")
                .text();
    }
}
