package io.callstream.sink.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Makes of any text the tree that Jackson makes of it. */
class JsonReaderPropertiesTest {
    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    /** Exponents that no double holds are texts to the reader. */
    private static final Pattern FAR = Pattern.compile("[eE][-+]?[0-9]{3}");

    @Property
    void whatIsAlmostJsonIsReadAsAParserDoes(@ForAll(supplier = JsonTexts.AlmostJson.class) String text) {
        assertThat(read(text)).as(text).isEqualTo(parsed(text));
    }

    @Property
    void whatIsMadeOfTheSignsOfJsonIsReadAsAParserDoes(@ForAll(supplier = JsonTexts.Signs.class) String text) {
        assertThat(read(text)).as(text).isEqualTo(parsed(text));
    }

    @Property
    void aNumberIsReadAsAParserDoes(@ForAll(supplier = JsonTexts.Numbers.class) String text) {
        Assume.that(!FAR.matcher(text).find());
        assertThat(read(text)).as(text).isEqualTo(parsed(text));
    }

    private static Optional<String> read(String text) {
        return JsonReader.tree(text).map(JsonReaderPropertiesTest::written);
    }

    /** To the reader, a byte order mark in front is nothing, and half a character is U+FFFD. */
    private static Optional<String> parsed(String text) {
        try {
            String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
            JsonNode tree = JACKSON.readTree(Texts.wellFormed(unmarked));
            return tree.isMissingNode() ? Optional.empty() : Optional.of(written(tree));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String written(JsonNode tree) {
        return tree.toString();
    }
}
