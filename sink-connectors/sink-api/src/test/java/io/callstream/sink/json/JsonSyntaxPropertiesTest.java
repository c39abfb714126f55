package io.callstream.sink.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Says of any text what Jackson's parser says of it. */
class JsonSyntaxPropertiesTest {
    private static final JsonFactory JACKSON = new JsonFactory();

    @Property
    void whatIsAlmostJsonIsJudgedAsAParserDoes(@ForAll(supplier = JsonTexts.AlmostJson.class) String text) {
        assertThat(isOneValue(text)).as(text).isEqualTo(parses(text));
    }

    @Property
    void whatIsMadeOfTheSignsOfJsonIsJudgedAsAParserDoes(@ForAll(supplier = JsonTexts.Signs.class) String text) {
        assertThat(isOneValue(text)).as(text).isEqualTo(parses(text));
    }

    @Property
    void aNumberIsJudgedAsAParserDoes(@ForAll(supplier = JsonTexts.Numbers.class) String text) {
        assertThat(isOneValue(text)).as(text).isEqualTo(parses(text));
    }

    /** As the sinks' former grammar of their own told them. */
    @Property
    void numbersOfRareSizesAreFound(
            @ForAll @IntRange(min = 1, max = 105) int digits,
            @ForAll @IntRange(max = 4) int exponent,
            @ForAll("signs") String sign,
            @ForAll boolean negative) {
        String number =
                (negative ? "-" : "") + "7".repeat(digits) + (exponent == 0 ? "" : "E" + sign + "1".repeat(exponent));
        boolean rare = number.length() > 100 || exponent >= 3;

        assertThat(JsonSyntax.of(("[0, " + number + "]").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(rare ? JsonSyntax.VALUE_OF_RARE_NUMBERS : JsonSyntax.VALUE);
    }

    @Provide
    Arbitrary<String> signs() {
        return Arbitraries.of("", "+", "-");
    }

    @Example
    void whatIsNestedTooDeeplyIsNoValue() {
        assertThat(isOneValue("[".repeat(900) + "]".repeat(900))).isTrue();
        assertThat(isOneValue("[".repeat(901) + "]".repeat(901))).isFalse();
        assertThat(isOneValue("[".repeat(1_000_000))).isFalse();
    }

    private static boolean isOneValue(String text) {
        return JsonSyntax.of(text.getBytes(StandardCharsets.UTF_8)) != JsonSyntax.OTHER;
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
