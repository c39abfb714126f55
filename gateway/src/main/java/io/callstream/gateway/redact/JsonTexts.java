package io.callstream.gateway.redact;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Range;
import io.callstream.json.Slice;

/** Walks through all of a JSON text and shows its names, strings and numbers, in order. For one thread. */
final class JsonTexts {
    private static final int SHORTEST_NUMBER = 7;

    private final Slice json;
    private final JsonCursor cursor;
    private final Visitor visitor;
    private final boolean paths;
    private final StringBuilder path = new StringBuilder();

    /** Hears of every text. */
    interface Visitor {
        /**
         * A name or a string.
         *
         * @param path the names that lead there; elements of lists by their {@code index}, else by their place
         * @param range where it stands, quotes included
         */
        void string(CharSequence path, Range range, String text);

        /** A number of some length. */
        void number(Range range, String text);

        /** Whether an object or a list of this name is left out as a whole. */
        boolean leavesOut(String name);

        /** Such a value. */
        void leftOut(Range range);
    }

    private JsonTexts(Slice json, boolean paths, Visitor visitor) {
        this.json = json;
        this.paths = paths;
        this.cursor = JsonCursor.lenient(json);
        this.visitor = visitor;
    }

    /**
     * @param paths whether the visitor wants to know where strings are; paths are empty otherwise
     * @throws InvalidJsonException if it is no JSON; the visitor has heard of what stands before the fault then
     */
    static void visit(Slice json, boolean paths, Visitor visitor) throws InvalidJsonException {
        JsonTexts texts = new JsonTexts(json, paths, visitor);
        texts.value();
        texts.cursor.end();
    }

    private void value() throws InvalidJsonException {
        switch (cursor.peek()) {
            case OBJECT -> object();
            case ARRAY -> array();
            case STRING -> {
                int from = cursor.position();
                String text = cursor.string();
                visitor.string(path, new Range(from, cursor.position()), text);
            }
            case NUMBER -> {
                Range range = cursor.skip();
                if (range.length() >= SHORTEST_NUMBER) {
                    visitor.number(range, json.part(range).text());
                }
            }
            default -> cursor.skip();
        }
    }

    private void object() throws InvalidJsonException {
        int before = path.length();
        cursor.beginObject();
        while (cursor.nextField()) {
            int from = cursor.keyPosition();
            String name = cursor.key();
            visitor.string("", new Range(from, from + cursor.rawKey().length() + 2), name);
            if (paths) {
                path.append('.').append(name);
            }
            valueOf(name);
            path.setLength(before);
        }
    }

    private void valueOf(String name) throws InvalidJsonException {
        JsonKind kind = cursor.peek();
        if ((kind == JsonKind.OBJECT || kind == JsonKind.ARRAY) && visitor.leavesOut(name)) {
            visitor.leftOut(cursor.skip());
        } else {
            value();
        }
    }

    private void array() throws InvalidJsonException {
        int before = path.length();
        cursor.beginArray();
        for (int place = 0; cursor.nextElement(); place++) {
            if (paths) {
                boolean object = cursor.peek() == JsonKind.OBJECT;
                long index = object ? index(cursor.position(), place) : place;
                path.append('[').append(index).append(']');
            }
            value();
            path.setLength(before);
        }
    }

    /** Parts of streams say which element they belong to. */
    private long index(int from, int otherwise) {
        try {
            Slice rest = new Slice(json.array(), json.offset() + from, json.length() - from);
            JsonCursor element = JsonCursor.lenient(rest);
            element.beginObject();
            while (element.nextField()) {
                if (element.key().equals("index") && element.peek() == JsonKind.NUMBER) {
                    return element.wholeNumber(otherwise);
                }
                element.skip();
            }
        } catch (InvalidJsonException e) {
            return otherwise; // the walk itself says what is wrong
        }
        return otherwise;
    }
}
