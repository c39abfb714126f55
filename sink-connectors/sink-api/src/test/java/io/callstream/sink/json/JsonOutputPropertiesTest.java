package io.callstream.sink.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Writes texts and numbers as Jackson writes them, but for halves of characters, which nobody reads. */
class JsonOutputPropertiesTest {
    @Property
    void mostlyPlainTexts(@ForAll("mostlyPlain") String text) {
        assertThat(text(out -> out.text(text))).isEqualTo(written(out -> out.writeString(Texts.wellFormed(text))));
    }

    @Property
    void anyTexts(@ForAll String text) {
        assertThat(text(out -> out.text(text))).isEqualTo(written(out -> out.writeString(Texts.wellFormed(text))));
    }

    @Property
    void anyNumbers(@ForAll long whole, @ForAll double broken) {
        assertThat(text(out -> out.number(whole))).isEqualTo(Long.toString(whole));
        assertThat(text(out -> out.number(broken))).isEqualTo(written(out -> out.writeNumber(broken)));
    }

    @Property
    void anyLengths(@ForAll @Size(max = 20) List<@StringLength(max = 300) String> texts) {
        assertThat(text(out -> {
                    out.raw("[");
                    for (String each : texts) {
                        out.separate();
                        out.text(each);
                    }
                    out.raw("]");
                }))
                .isEqualTo(written(out -> {
                    out.writeStartArray();
                    for (String each : texts) {
                        out.writeString(Texts.wellFormed(each));
                    }
                    out.writeEndArray();
                }));
    }

    @Example
    void numbersOfEveryLength() {
        for (long number = 1; number > 0; number *= 10) {
            assertWritten(number - 1);
            assertWritten(number);
        }
        assertWritten(Long.MAX_VALUE);
        assertWritten(Long.MIN_VALUE);
    }

    private static void assertWritten(long number) {
        assertThat(text(out -> out.number(number))).isEqualTo(Long.toString(number));
    }

    /** One sign that may be special, anywhere among plain ones. */
    @Provide
    Arbitrary<String> mostlyPlain() {
        Arbitrary<String> plain = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(20);
        Arbitrary<Character> special = Arbitraries.oneOf(
                Arbitraries.chars().range('\0', '\u00FF'),
                Arbitraries.of('"', '\\', '?', '\u007F', '\uD83D', '\uDE80', '\uFFFF'));
        return Combinators.combine(plain, special, plain).as((before, sign, after) -> before + sign + after);
    }

    /** Begun with too little room. */
    private static String text(Consumer<JsonOutput> content) {
        JsonOutput out = new JsonOutput(0);
        content.accept(out);
        return new String(out.bytes(), StandardCharsets.UTF_8);
    }

    private static String written(JsonBytes.Content content) {
        return new String(JsonBytes.of(64, content), StandardCharsets.UTF_8);
    }
}
