package io.callstream.sink.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Says of any text what Jackson's parser says of it. */
class JsonSyntaxPropertiesTest {
    private static final JsonFactory JACKSON = new JsonFactory();

    @Property
    void whatIsAlmostJsonIsJudgedAsAParserDoes(@ForAll("almostJson") String text) {
        assertThat(isOneValue(text)).as(text).isEqualTo(parses(text));
    }

    @Property
    void whatIsMadeOfTheSignsOfJsonIsJudgedAsAParserDoes(@ForAll("signs") String text) {
        assertThat(isOneValue(text)).as(text).isEqualTo(parses(text));
    }

    @Property
    void aNumberIsJudgedAsAParserDoes(@ForAll("numbers") String text) {
        assertThat(isOneValue(text)).as(text).isEqualTo(parses(text));
    }

    @Example
    void whatIsNestedTooDeeplyIsNoValue() {
        assertThat(isOneValue("[".repeat(900) + "]".repeat(900))).isTrue();
        assertThat(isOneValue("[".repeat(901) + "]".repeat(901))).isFalse();
        assertThat(isOneValue("[".repeat(1_000_000))).isFalse();
    }

    /** A value, with one sign put somewhere into it, or one taken out, or nothing changed. */
    @Provide
    Arbitrary<String> almostJson() {
        Arbitrary<String> sign = Arbitraries.strings()
                .withChars("{}[]\",:\\ \n\t\u0001truefalsn0.eE+-/é\uFEFF")
                .ofMaxLength(1);
        return Combinators.combine(values(3), Arbitraries.integers().greaterOrEqual(0), sign, Arbitraries.of(0, 1))
                .as((json, where, put, out) -> {
                    int at = where % (json.length() + 1);
                    return json.substring(0, at) + put + json.substring(Math.min(json.length(), at + out));
                });
    }

    @Provide
    Arbitrary<String> signs() {
        return Arbitraries.strings().withChars("{}[]\",:\\u0a \n-1.e").ofMaxLength(12);
    }

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.strings().withChars("0123-+.eE ").ofMinLength(1).ofMaxLength(8);
    }

    private static Arbitrary<String> values(int depth) {
        Arbitrary<String> plain = Arbitraries.of(
                "null",
                "true",
                "false",
                "0",
                "-0",
                "12.50",
                "-3e+7",
                "1E-2",
                "\"\"",
                "\"a\\\"\\u00e9\\n\\/\"",
                "\"Zürich 🚀\"");
        if (depth == 0) {
            return plain;
        }
        Arbitrary<List<String>> inner = values(depth - 1).list().ofMaxSize(3);
        Arbitrary<String> space = Arbitraries.of("", " ", "\n", "\r\n\t");
        Arbitrary<String> array = Combinators.combine(inner, space)
                .as((items, gap) -> "[" + gap + String.join(gap + "," + gap, items) + gap + "]");
        Arbitrary<String> object = Combinators.combine(inner, space)
                .as((items, gap) -> items.stream()
                        .map(item -> gap + "\"name\"" + gap + ":" + gap + item)
                        .collect(Collectors.joining(",", "{", gap + "}")));
        return Arbitraries.oneOf(plain, array, object);
    }

    private static boolean isOneValue(String text) {
        return JsonSyntax.isOneValue(text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean parses(String text) {
        try (JsonParser parser = JACKSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
