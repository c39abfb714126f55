package io.callstream.gateway.prompt.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that people write half, wrong, or to see what happens: each is filled or refused, in time that is bounded. */
class OddStatementsTest {
    private static final long SEED = 20_261_128;
    private static final int TEMPLATES = 5_000;
    private static final List<String> PIECES = List.of(
            "{{",
            "}}",
            "{%",
            "%}",
            "{#",
            "#}",
            "{%-",
            "-%}",
            " ",
            "if",
            "elif",
            "else",
            "endif",
            "for",
            "in",
            "endfor",
            "name",
            "tags",
            "docs",
            "user",
            ".",
            "city",
            "t",
            "loop.index",
            "nil",
            "'a'",
            "\"b",
            "7",
            "-1",
            "1.5",
            "true",
            "not",
            "and",
            "or",
            "is",
            "defined",
            "==",
            "!=",
            "<",
            ">=",
            "(",
            ")",
            "[",
            "]",
            "|",
            "upper",
            "default",
            ",",
            "\n",
            "text",
            "\uD83C\uDFB5",
            "{{ name }}",
            "{% if tags %}",
            "{% endif %}",
            "{% for t in docs %}",
            "{% endfor %}");

    private static Map<String, Object> values() throws Exception {
        return PlainValues.readObject(
                Slice.of("{\"name\":\"Ann\",\"nil\":null,\"tags\":[\"a\",\"b\"],\"user\":{\"city\":\"Rome\"},"
                        + "\"docs\":[{\"t\":\"One\",\"n\":1},7,null,[\"x\"]]}"));
    }

    @Test
    void anyPiecesAreATemplateOrRefused() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        int filled = 0;
        for (int i = 0; i < TEMPLATES; i++) {
            StringBuilder template = new StringBuilder();
            for (int n = random.nextInt(1, 14); n > 0; n--) {
                template.append(PIECES.get(random.nextInt(PIECES.size()))).append(random.nextBoolean() ? " " : "");
            }
            try {
                assertThat(StatementTemplate.read(template.toString())
                                .fill(values())
                                .messages())
                        .isNotNull();
                filled++;
            } catch (StatementException e) {
                assertThat(e.getMessage()).as("%s", template).isNotBlank();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + SEED + ", template " + i + ": " + template, e);
            }
        }
        assertThat(filled).as("templates that say something").isGreaterThan(TEMPLATES / 50);
    }

    /** Ten times ten times ten…: nobody waits for it, and nobody's memory is filled. */
    @ParameterizedTest
    @ValueSource(ints = {3, 6, 9, 20})
    void loopsWithinLoopsEnd(int depth) throws Exception {
        String open = "{% for a in many %}".repeat(depth);
        String close = "{% endfor %}".repeat(depth);
        Map<String, Object> many = PlainValues.readObject(Slice.of("{\"many\":[" + "1,".repeat(99) + "1]}"));
        try {
            StatementTemplate.read(open + "{{ a }}" + close).fill(many);
            assertThat(depth).as("a hundred times itself so often").isLessThan(3);
        } catch (StatementException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 10_000})
    void parenthesesWithinParenthesesEnd(int depth) throws Exception {
        String template = "{% if " + "(".repeat(depth) + "name" + ")".repeat(depth) + " %}x{% endif %}";
        try {
            assertThat(StatementTemplate.read(template).fill(values()).messages())
                    .hasSize(1);
            assertThat(depth).isLessThan(10_000);
        } catch (StatementException e) {
            assertThat(e.getMessage()).isNotBlank();
            assertThat(depth).isGreaterThan(10);
        }
    }

    /** What is short is filled; what is refused is told why. */
    private static void isFilledOrRefused(String template, int depth) throws Exception {
        try {
            assertThat(StatementTemplate.read(template).fill(values()).messages())
                    .hasSize(1);
        } catch (StatementException e) {
            assertThat(e.getMessage()).isNotBlank();
            assertThat(depth).isGreaterThan(10);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 10_000})
    void manyNotsEnd(int depth) throws Exception {
        String template = "{% if " + "not ".repeat(depth) + "name %}x{% else %}y{% endif %}";
        isFilledOrRefused(template, depth);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 5_000})
    void statementsWithinStatementsEnd(int depth) throws Exception {
        String template = "{% if name %}".repeat(depth) + "x" + "{% endif %}".repeat(depth);
        isFilledOrRefused(template, depth);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 5_000})
    void longPathsAndFiltersEnd(int length) throws Exception {
        for (String template : List.of(
                "{{ user" + ".city".repeat(length) + " }}",
                "{{ name" + " | upper".repeat(length) + " }}",
                "{{ name" + " or name".repeat(length) + " }}",
                "{% if name" + " == name".repeat(length) + " %}x{% endif %}")) {
            try {
                assertThat(StatementTemplate.read(template).fill(values()).messages())
                        .isNotNull();
            } catch (StatementException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
