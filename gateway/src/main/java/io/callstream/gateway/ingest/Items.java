package io.callstream.gateway.ingest;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.List;

/** Takes a body apart: one JSON object, an array of them, or one on each line (NDJSON). */
final class Items {
    private static final int MOST = 10_000;

    private Items() {}

    /**
     * The items, which need not be JSON themselves where each stands on a line of its own.
     *
     * @throws InvalidItemException if the body is none of the three, or has too many items
     */
    static List<Slice> of(Slice body) throws InvalidItemException {
        try {
            JsonCursor cursor = JsonCursor.lenient(body);
            return cursor.peek() == JsonKind.ARRAY ? elements(body, cursor) : objects(body);
        } catch (InvalidJsonException e) {
            throw new InvalidItemException("the body is no JSON: " + e.getMessage());
        }
    }

    private static List<Slice> elements(Slice body, JsonCursor cursor)
            throws InvalidJsonException, InvalidItemException {
        List<Slice> items = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            add(items, body.part(cursor.skip()));
        }
        cursor.end();
        return items;
    }

    private static List<Slice> objects(Slice body) throws InvalidItemException {
        return single(body) ? List.of(body) : lines(body);
    }

    private static boolean single(Slice body) {
        try {
            JsonCursor cursor = JsonCursor.lenient(body);
            cursor.skip();
            cursor.end();
            return true;
        } catch (InvalidJsonException e) {
            return false; // then each line stands for itself
        }
    }

    private static List<Slice> lines(Slice body) throws InvalidItemException {
        List<Slice> items = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= body.length(); at++) {
            if (at == body.length() || body.array()[body.offset() + at] == '\n') {
                Slice line = body.part(new Range(from, at));
                if (!line.text().isBlank()) {
                    add(items, line);
                }
                from = at + 1;
            }
        }
        if (items.isEmpty()) {
            throw new InvalidItemException("the body is empty");
        }
        return items;
    }

    private static void add(List<Slice> items, Slice item) throws InvalidItemException {
        if (items.size() == MOST) {
            throw new InvalidItemException("the body has too many items: expected at most " + MOST);
        }
        items.add(item);
    }
}
