package io.callstream.sink.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Writes any text as Jackson writes it, but for halves of characters, which nobody reads. */
class JsonStringsPropertiesTest {
    @Property
    void mostlyPlainTexts(@ForAll("mostlyPlain") String text) {
        assertThat(written(out -> JsonStrings.write(text, out)))
                .isEqualTo(written(out -> out.writeString(Texts.wellFormed(text))));
    }

    @Property
    void anyTexts(@ForAll String text) {
        assertThat(written(out -> JsonStrings.write(text, out)))
                .isEqualTo(written(out -> out.writeString(Texts.wellFormed(text))));
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

    private static String written(JsonBytes.Content content) {
        try {
            return new String(JsonBytes.of(64, content), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "refused";
        }
    }
}
