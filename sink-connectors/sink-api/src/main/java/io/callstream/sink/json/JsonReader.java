package io.callstream.sink.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Slice;
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

    private final Slice text;
    private final JsonCursor cursor;
    private int nodes;

    private JsonReader(Slice text) {
        this.text = text;
        this.cursor = JsonCursor.lenient(text, DEEPEST);
    }

    /** Empty where the text is not one JSON value. */
    public static Optional<JsonNode> tree(String text) {
        // No half of a surrogate pair is left, escaped or not: neither names nor texts have to be looked at again.
        String whole = Texts.wellFormed(JsonEscapes.wellFormed(text, false));
        JsonReader reader = new JsonReader(Slice.of(whole));
        try {
            JsonNode value = reader.value();
            reader.cursor.end();
            return Optional.of(value);
        } catch (InvalidJsonException e) {
            return Optional.empty();
        }
    }

    /** As {@link #tree(String)}, of UTF-8. */
    public static Optional<JsonNode> tree(byte[] utf8) {
        return tree(new String(utf8, StandardCharsets.UTF_8));
    }

    private JsonNode value() throws InvalidJsonException {
        JsonKind kind = cursor.peek();
        if (++nodes > MOST_NODES) {
            throw cursor.unexpected("at most " + MOST_NODES + " values");
        }
        return switch (kind) {
            case OBJECT -> object();
            case ARRAY -> array();
            case STRING -> NODES.textNode(cursor.string());
            case NUMBER -> number(text.part(cursor.skip()).text());
            case FLAG -> NODES.booleanNode(cursor.flag());
            case NULL, NOTHING -> {
                cursor.skip();
                yield NODES.nullNode();
            }
        };
    }

    private ObjectNode object() throws InvalidJsonException {
        ObjectNode object = NODES.objectNode();
        cursor.beginObject();
        while (cursor.nextField()) {
            object.set(cursor.key(), value());
        }
        return object;
    }

    private ArrayNode array() throws InvalidJsonException {
        ArrayNode array = NODES.arrayNode();
        cursor.beginArray();
        while (cursor.nextElement()) {
            array.add(value());
        }
        return array;
    }

    private static JsonNode number(String written) {
        return isWhole(written) ? whole(written) : decimal(written);
    }

    private static boolean isWhole(String written) {
        for (int at = 0; at < written.length(); at++) {
            char c = written.charAt(at);
            if ((c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static JsonNode whole(String digits) {
        if (digits.length() <= LONG_DIGITS) {
            long number = Long.parseLong(digits);
            return number == (int) number ? NODES.numberNode((int) number) : NODES.numberNode(number);
        }
        return digits.length() <= LONGEST_NUMBER ? NODES.numberNode(new BigInteger(digits)) : NODES.textNode(digits);
    }

    private static JsonNode decimal(String written) {
        if (written.length() > LONGEST_NUMBER || !Double.isFinite(Double.parseDouble(written))) {
            return NODES.textNode(written);
        }
        BigDecimal number = new BigDecimal(written);
        return Math.abs((long) number.scale()) > LONGEST_NUMBER * 10L
                ? NODES.textNode(written)
                : NODES.numberNode(number);
    }
}
