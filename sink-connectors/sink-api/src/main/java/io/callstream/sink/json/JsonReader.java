package io.callstream.sink.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The one place where sinks read JSON: bodies of calls, which anybody may fill with anything, and answers of destinations. What it
 * gives back can be written again for any destination, so nothing in a body ever looks like an outage: numbers that no double holds
 * and {@code NaN} become texts, halves of surrogate pairs become U+FFFD, names and texts may be of any length. For any thread.
 */
public final class JsonReader {
    /** As deep as may be nested: parsers commonly go to a thousand, and destinations get some levels around it. */
    static final int DEEPEST = 900;
    /** A longer number is a text: few parsers take a thousand digits, and none without losing most of them. */
    private static final int LONGEST_NUMBER = 100;
    /** Digits that surely fit a {@code long}. */
    private static final int LONG_DIGITS = 18;
    /** A tree of more would take many times the memory of its text. */
    private static final int MOST_NODES = 500_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // Names come from callers: remembering them costs memory, and those made to collide would be refused.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final JsonParser parser;
    private int nodes;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Empty where the text is not one JSON value. */
    public static Optional<JsonNode> tree(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String marked = text.charAt(0) == '\uFEFF' ? text.substring(1) : text; // a byte order mark
        try (JsonParser parser = FACTORY.createParser(JsonEscapes.wellFormed(marked, false))) {
            return Optional.of(new JsonReader(parser).only());
        } catch (IOException e) {
            return Optional.empty(); // Its message quotes the text.
        }
    }

    /** As {@link #tree(String)}, of UTF-8. */
    public static Optional<JsonNode> tree(byte[] utf8) {
        return tree(new String(utf8, StandardCharsets.UTF_8));
    }

    private JsonNode only() throws IOException {
        JsonNode value = value(parser.nextToken());
        if (parser.nextToken() != null) {
            throw new IOException("more than one value");
        }
        return value;
    }

    private JsonNode value(JsonToken token) throws IOException {
        if (token == null || ++nodes > MOST_NODES) {
            throw new IOException("no value, or too many");
        }
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> NODES.textNode(Texts.wellFormed(parser.getText()));
            case VALUE_NUMBER_INT -> whole(parser.getText());
            case VALUE_NUMBER_FLOAT -> decimal(parser.getText());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new IOException("unexpected token");
        };
    }

    private ObjectNode object() throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = Texts.wellFormed(parser.currentName());
            object.set(name, value(parser.nextToken()));
        }
        return object;
    }

    private ArrayNode array() throws IOException {
        ArrayNode array = NODES.arrayNode();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(token));
        }
        return array;
    }

    private static JsonNode whole(String digits) {
        if (digits.length() <= LONG_DIGITS) {
            long number = Long.parseLong(digits);
            return number == (int) number ? NODES.numberNode((int) number) : NODES.numberNode(number);
        }
        return digits.length() <= LONGEST_NUMBER ? NODES.numberNode(new BigInteger(digits)) : NODES.textNode(digits);
    }

    private static JsonNode decimal(String written) {
        if (written.length() > LONGEST_NUMBER || !Double.isFinite(Double.parseDouble(word(written)))) {
            return NODES.textNode(written);
        }
        BigDecimal number = new BigDecimal(written);
        return Math.abs((long) number.scale()) > LONGEST_NUMBER * 10L
                ? NODES.textNode(written)
                : NODES.numberNode(number);
    }

    /** Java knows no {@code INF}. */
    private static String word(String written) {
        return written.endsWith("F") || written.endsWith("N") || written.endsWith("y") ? "NaN" : written;
    }
}
