package io.callstream.sink.json;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Slice;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Picks a few texts out of objects that {@link EventJson} wrote, without a tree of what else is in them. For any thread. */
public final class JsonMembers {
    /** A body as deep as {@link JsonReader} takes stands some levels below. */
    private static final int DEEPEST = JsonReader.DEEPEST + 10;

    private JsonMembers() {}

    /**
     * @param utf8 one JSON object lies in it
     * @param names of members of the object itself, not of those inside
     * @return those that are there and are texts; empty if the bytes are no JSON object
     */
    public static Optional<Map<String, String>> texts(byte[] utf8, int offset, int length, Set<String> names) {
        try {
            return Optional.of(read(JsonCursor.lenient(new Slice(utf8, offset, length), DEEPEST), names));
        } catch (InvalidJsonException e) {
            return Optional.empty(); // Its message quotes the text.
        }
    }

    private static Map<String, String> read(JsonCursor cursor, Set<String> names) throws InvalidJsonException {
        Map<String, String> found = new HashMap<>();
        cursor.beginObject();
        while (cursor.nextField()) {
            String name = cursor.key();
            if (names.contains(name) && cursor.peek() == JsonKind.STRING) {
                found.put(name, Texts.wellFormed(cursor.string()));
            } else {
                cursor.skip();
            }
        }
        cursor.end();
        return found;
    }
}
