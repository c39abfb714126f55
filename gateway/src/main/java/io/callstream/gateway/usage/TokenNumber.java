package io.callstream.gateway.usage;

import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;

/** Reads numbers of tokens as they are written: whole, as {@code 12.0}, and as strings. */
public final class TokenNumber {
    private static final int MOST_DIGITS = 18;
    private static final int LONGEST = 32;
    private static final double LARGEST = 1e18;

    private TokenNumber() {}

    /** The number nearest to what a JSON value says; unknown when that is none, negative, or more than anything has. */
    static long of(Slice value) {
        if (value.length() > MOST_DIGITS) {
            return written(value);
        }
        long number = 0;
        for (int i = value.offset(); i < value.end(); i++) {
            byte digit = value.array()[i];
            if (digit < '0' || digit > '9') {
                return written(value);
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }

    /** The same of a field; {@code otherwise} where it has no such number. */
    public static long of(JsonValue.Obj from, String name, long otherwise) {
        JsonValue value = from.get(name);
        long number = value == null ? Usage.UNKNOWN : of(Slice.of(value.toString()));
        return number == Usage.UNKNOWN ? otherwise : number;
    }

    private static long written(Slice value) {
        if (value.length() > LONGEST) {
            return Usage.UNKNOWN;
        }
        String text = new String(value.array(), value.offset(), value.length(), StandardCharsets.ISO_8859_1);
        boolean quoted = text.startsWith("\"") && text.endsWith("\"") && text.length() > 1;
        try {
            double number = Double.parseDouble(quoted ? text.substring(1, text.length() - 1) : text);
            return number >= 0 && number < LARGEST ? Math.round(number) : Usage.UNKNOWN;
        } catch (NumberFormatException e) {
            return Usage.UNKNOWN;
        }
    }
}
