package io.callstream.sink.json;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.Slice;

/** What a text is: one JSON value (RFC 8259), or something else. Bodies take most of an event's bytes, and no objects are made of them. */
enum JsonSyntax {
    /** One value of RFC 8259. */
    VALUE,
    /** One value, with numbers of a size that few readers take. */
    VALUE_OF_RARE_NUMBERS,
    /** Anything else. */
    OTHER;

    /** @param utf8 valid UTF-8, as Java's own encoder makes it */
    static JsonSyntax of(byte[] utf8) {
        JsonCursor cursor = new JsonCursor(Slice.of(utf8), JsonReader.DEEPEST);
        try {
            cursor.skip();
            cursor.end();
            return cursor.rareNumbers() ? VALUE_OF_RARE_NUMBERS : VALUE;
        } catch (InvalidJsonException e) {
            return OTHER; // that is the answer
        }
    }
}
