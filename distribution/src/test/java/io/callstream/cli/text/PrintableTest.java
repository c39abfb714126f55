package io.callstream.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** X25: what a caller puts into a model's name must not drive the operator's terminal. */
class PrintableTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2Jgone",
                "a\nllm.success forged",
                "a\rb",
                "tab\there",
                "\u0007bell",
                "\u009b31m",
                "right-to-left \u202e",
                "line\u2028separator",
                "\u007f"
            })
    void controlCharactersAreEscaped(String dangerous) {
        String shown = Printable.of(dangerous);

        assertThat(shown)
                .contains("\\u")
                .matches(text -> text.codePoints()
                        .noneMatch(point -> Character.isISOControl(point) || point == 0x202e || point == 0x2028));
    }

    @Test
    void ordinaryTextIsLeftAsItIs() {
        assertThat(Printable.of("gpt-4o: Zürich, 東京, 🚀")).isEqualTo("gpt-4o: Zürich, 東京, 🚀");
        assertThat(Printable.of(null)).isEqualTo("-");
        assertThat(Printable.of(42)).isEqualTo("42");
    }

    @Test
    void theEscapeShowsWhatStoodThere() {
        assertThat(Printable.of("a\u001b[31mred")).isEqualTo("a\\u001b[31mred");
    }
}
