package io.callstream.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {
    private static final String SECRET = "sk-very-secret";

    @ParameterizedTest(name = "{0}")
    @MethodSource("merges")
    @DisplayName("C05: merge keys are what PyYAML makes of them")
    void mergeKeys(String said, String yaml, Map<String, Object> expected) {
        assertThat(YamlText.read(yaml, "c"))
                .isInstanceOfSatisfying(
                        Map.class, root -> assertThat(root.get("got")).isEqualTo(expected));
    }

    private static Stream<Arguments> merges() {
        String two = "a: &a {x: 1, y: 1}\nb: &b {x: 2, z: 2}\n";
        return Stream.of(
                Arguments.of("own key before", two + "got: {x: 9, <<: *a}", Map.of("x", 9, "y", 1)),
                Arguments.of("own key after", two + "got: {<<: *a, x: 9}", Map.of("x", 9, "y", 1)),
                Arguments.of("of a list the first", two + "got: {<<: [*a, *b]}", Map.of("x", 1, "y", 1, "z", 2)),
                Arguments.of("of two the last", two + "got: {<<: *a, <<: *b}", Map.of("x", 2, "y", 1, "z", 2)),
                Arguments.of("merged twice over", two + "c: &c {<<: *a, y: 3}\ngot: {<<: *c}", Map.of("x", 1, "y", 3)),
                Arguments.of("written in place", "got: {<<: {x: 5}}", Map.of("x", 5)),
                Arguments.of("a key that says nothing", two + "got: {<<: *a, y: 4, <<: {}}", Map.of("x", 1, "y", 4)));
    }

    @ParameterizedTest
    @DisplayName("X26: a mistake is told by its place and kind, without what stands there")
    @ValueSource(
            strings = {
                "api_key: " + SECRET + ": x",
                "a: 1\napi_key: \"" + SECRET,
                "a: [" + SECRET + ", b",
                "  a: 1\n " + SECRET + ": 2",
                "a: *" + SECRET,
                "a: %" + SECRET,
                "a: \"\\q" + SECRET + "\"",
                "a: @" + SECRET,
                "a:\n\t- " + SECRET,
                "a: !" + SECRET + " b",
                SECRET + ": 1\n" + SECRET + ": 2",
                "{" + SECRET,
                "a: {<<: " + SECRET + "}",
                "a: {<<: [" + SECRET + "]}",
                "? [" + SECRET + "]\n: 1",
                "a: " + SECRET + "\n---\nb: " + SECRET,
                "a: b\u0001" + SECRET,
                "'" + SECRET,
            })
    void noValueIsPrinted(String yaml) {
        assertThatThrownBy(() -> YamlText.read(yaml, "config.yaml"))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("config file config.yaml is no valid YAML: ")
                .message()
                .doesNotContain(SECRET)
                .hasLineCount(1);
    }

    @Test
    void thePlaceIsThatOfTheMistake() {
        assertThatThrownBy(() -> YamlText.read("a: 1\nb: c: d\n", "f"))
                .hasMessageContaining("line 2, column 5: a colon where no key can be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: &a [*a]", "a: &a {b: *a}", "&a {<<: *a}", "a: &a {b: {<<: *a}}"})
    @DisplayName("X26: an alias inside what it stands for is one clear line")
    void recursiveAliases(String yaml) {
        assertThatThrownBy(() -> YamlText.read(yaml, "f"))
                .isInstanceOf(SettingsException.class)
                .message()
                .contains("alias")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    @DisplayName("X26: 20,000 levels are one clear line")
    void deepNesting(String level) {
        assertThatThrownBy(() -> YamlText.read(level.repeat(20_000), "f"))
                .isInstanceOf(SettingsException.class)
                .message()
                .contains("deeper than 100")
                .hasLineCount(1);
    }

    @Test
    @DisplayName("X26: aliases that multiply are one clear line")
    void aliasBomb() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String below = "*a" + (i - 1);
            bomb.append(
                    "a" + i + ": &a" + i + " [" + String.join(", ", java.util.Collections.nCopies(10, below)) + "]\n");
        }

        assertThatThrownBy(() -> YamlText.read(bomb.toString(), "f"))
                .isInstanceOf(SettingsException.class)
                .message()
                .contains("expand to more than")
                .hasLineCount(1);
    }

    @Test
    void manyEntriesMayShareTheirDefaults() {
        StringBuilder yaml = new StringBuilder("defaults: &d {x: 1, list: [1, 2]}\nall:\n");
        for (int i = 0; i < 500; i++) {
            yaml.append("  - {<<: *d, name: m").append(i).append("}\n");
        }

        assertThat(YamlText.read(yaml.toString(), "f")).isInstanceOf(Map.class);
    }
}
