package io.callstream.json;

import java.nio.charset.StandardCharsets;

/**
 * Walks over a JSON text, checking it as it goes (RFC 8259), without making objects of it.
 *
 * <pre>{@code
 * cursor.beginObject();
 * while (cursor.nextField()) {
 *     if (cursor.keyIs(MODEL)) { String model = cursor.string(); } else { cursor.skip(); }
 * }
 * cursor.end();
 * }</pre>
 *
 * Positions count from the start of the slice. After an exception the cursor is of no use. For one thread.
 */
public final class JsonCursor {
    /** Levels that objects and arrays may be nested. */
    public static final int DEEPEST = 512;

    private static final int MOST_DIGITS = 18;

    private final byte[] data;
    private final int start;
    private final int limit;
    private final JsonStrings strings;
    private final boolean lenient;
    private final int deepest;
    private boolean rareNumbers;
    private int at;
    private int depth;
    private boolean first;
    private int keyFrom;
    private int keyTo;
    private boolean keyEscaped;

    public JsonCursor(Slice text) {
        this(text, false, DEEPEST);
    }

    /** @param deepest levels that objects and arrays may be nested; each takes a part of the thread's stack */
    public JsonCursor(Slice text, int deepest) {
        this(text, false, deepest);
    }

    private JsonCursor(Slice text, boolean lenient, int deepest) {
        this.lenient = lenient;
        this.deepest = deepest;
        this.data = text.array();
        this.start = text.offset();
        this.limit = text.end();
        this.at = start;
        this.strings = new JsonStrings(data, start, limit);
    }

    /**
     * For what a provider answers, which is read as its clients would: {@code NaN}, {@code Infinity} and {@code -Infinity}
     * are numbers, as Python writes them, and a byte order mark may stand at the start.
     */
    public static JsonCursor lenient(Slice text) {
        return lenient(text, DEEPEST);
    }

    /** @param deepest levels that objects and arrays may be nested */
    public static JsonCursor lenient(Slice text, int deepest) {
        JsonCursor cursor = new JsonCursor(text, true, deepest);
        cursor.passByteOrderMark();
        return cursor;
    }

    /** Whether all of a text is an object, read leniently. */
    public static boolean holdsObject(Slice text) {
        JsonCursor cursor = lenient(text);
        try {
            boolean object = cursor.peek() == JsonKind.OBJECT;
            cursor.skip();
            cursor.end();
            return object;
        } catch (InvalidJsonException e) {
            return false; // that is the answer
        }
    }

    /**
     * Index in the array behind the string that begins at an index with its quote; negative when there is none.
     *
     * @param text that the string has to end in
     */
    public static int endOfString(Slice text, int from) {
        byte[] data = text.array();
        if (from >= text.end() || data[from] != '"') {
            return -1;
        }
        try {
            return new JsonStrings(data, text.offset(), text.end()).end(from + 1);
        } catch (InvalidJsonException e) {
            return -1; // whoever asks reads all of it then, and says what is wrong
        }
    }

    /** Whether the array that comes next has any elements; the cursor is then inside it. */
    public boolean hasElements() throws InvalidJsonException {
        beginArray();
        return nextElement();
    }

    /**
     * Whether a number passed so far is of a size that few readers take: of more than a hundred characters, or with three
     * digits of exponent.
     */
    public boolean rareNumbers() {
        return rareNumbers;
    }

    /** Where the cursor is: before the next value, after the last one. */
    public int position() {
        return at - start;
    }

    /** What kind of value comes next, having passed over white space. */
    public JsonKind peek() throws InvalidJsonException {
        passWhitespace();
        return kind();
    }

    public void beginObject() throws InvalidJsonException {
        begin('{', "an object");
    }

    /**
     * Begins the outermost object in its middle, or at its start.
     *
     * @param behind end of one of its values, all before which is known to be JSON; 0 for its start
     */
    public void beginObject(int behind) throws InvalidJsonException {
        beginObject();
        if (behind > 0) {
            at = start + behind;
            first = false;
        }
    }

    public void beginArray() throws InvalidJsonException {
        begin('[', "an array");
    }

    /** Goes on to the next field's value; false when the object has ended. */
    public boolean nextField() throws InvalidJsonException {
        if (!next('}')) {
            return false;
        }
        expect('"', "a field name");
        keyFrom = at;
        at = strings.end(at);
        keyTo = at - 1;
        keyEscaped = strings.escaped();
        passWhitespace();
        expect(':', "':'");
        passWhitespace();
        return true;
    }

    /** Goes on to the next element; false when the array has ended. */
    public boolean nextElement() throws InvalidJsonException {
        return next(']');
    }

    /** Whether the current field has this name, however it is escaped. */
    public boolean keyIs(byte[] name) {
        if (keyEscaped) {
            return key().equals(new String(name, StandardCharsets.UTF_8));
        }
        int length = keyTo - keyFrom;
        if (length != name.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (data[keyFrom + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    /** Name of the current field. */
    public String key() {
        return strings.decode(keyFrom, keyTo, keyEscaped);
    }

    /** Whether the current field's name has escapes. */
    public boolean keyIsEscaped() {
        return keyEscaped;
    }

    /** Name of the current field as it stands, escapes and all. */
    public Slice rawKey() {
        return new Slice(data, keyFrom, keyTo - keyFrom);
    }

    /** Where the current field begins: its name's quote. */
    public int keyPosition() {
        return keyFrom - 1 - start;
    }

    /** Reads a string value. */
    public String string() throws InvalidJsonException {
        passWhitespace();
        expect('"', "a string");
        int from = at;
        at = strings.end(at);
        return strings.decode(from, at - 1, strings.escaped());
    }

    /** Reads {@code true} or {@code false}. */
    public boolean flag() throws InvalidJsonException {
        passWhitespace();
        boolean value = at < limit && data[at] == 't';
        literal(value ? "true" : "false");
        return value;
    }

    /**
     * Reads a number that is expected to be whole and not negative.
     *
     * @param otherwise what to return for a number that is not, or that no long holds
     */
    public long wholeNumber(long otherwise) throws InvalidJsonException {
        Range range = skip();
        long value = 0;
        if (range.length() > MOST_DIGITS) {
            return otherwise;
        }
        for (int i = start + range.from(); i < start + range.to(); i++) {
            if (data[i] < '0' || data[i] > '9') {
                return otherwise;
            }
            value = value * 10 + data[i] - '0';
        }
        return value;
    }

    /** Passes over a value of any kind and says where it stood, without the white space around it. */
    public Range skip() throws InvalidJsonException {
        passWhitespace();
        int from = at;
        skipValue();
        return new Range(from - start, at - start);
    }

    /** Checks that nothing but white space follows. */
    public void end() throws InvalidJsonException {
        passWhitespace();
        if (at < limit) {
            throw malformed("the end");
        }
    }

    private void skipValue() throws InvalidJsonException {
        switch (kind()) {
            case STRING -> at = strings.end(at + 1);
            case NUMBER -> number();
            case OBJECT -> skipObject();
            case ARRAY -> skipArray();
            case FLAG -> literal(data[at] == 't' ? "true" : "false");
            case NULL -> literal("null");
            case NOTHING -> throw malformed("a value");
        }
    }

    private JsonKind kind() {
        if (at >= limit) {
            return JsonKind.NOTHING;
        }
        JsonKind kind = JsonKind.startingWith(data[at]);
        boolean word = lenient && kind == JsonKind.NOTHING && (data[at] == 'N' || data[at] == 'I');
        return word ? JsonKind.NUMBER : kind;
    }

    private void number() throws InvalidJsonException {
        int sign = data[at] == '-' ? 1 : 0;
        byte first = at + sign < limit ? data[at + sign] : 0;
        if (lenient && (first == 'I' || first == 'N' && sign == 0)) {
            at += sign;
            literal(first == 'I' ? "Infinity" : "NaN");
        } else {
            int from = at;
            at = JsonNumbers.end(data, start, from, limit);
            rareNumbers |= JsonNumbers.rare(data, from, at);
        }
    }

    private void passByteOrderMark() {
        if (limit - at >= 3 && data[at] == (byte) 0xEF && data[at + 1] == (byte) 0xBB && data[at + 2] == (byte) 0xBF) {
            at += 3;
        }
    }

    private void skipObject() throws InvalidJsonException {
        beginObject();
        while (nextField()) {
            skipValue();
        }
    }

    private void skipArray() throws InvalidJsonException {
        beginArray();
        while (nextElement()) {
            skipValue();
        }
    }

    private void begin(char bracket, String name) throws InvalidJsonException {
        passWhitespace();
        expect(bracket, name);
        if (++depth > deepest) {
            throw malformed("at most " + deepest + " levels");
        }
        first = true;
    }

    private boolean next(char close) throws InvalidJsonException {
        passWhitespace();
        boolean opening = first;
        first = false;
        if (at < limit && data[at] == close) {
            at++;
            depth--;
            return false;
        }
        if (!opening) {
            expect(',', close == '}' ? "',' or '}'" : "',' or ']'");
            passWhitespace();
        }
        return true;
    }

    private void literal(String word) throws InvalidJsonException {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= limit || data[at + i] != word.charAt(i)) {
                throw malformed(word);
            }
        }
        at += word.length();
    }

    private void expect(char wanted, String name) throws InvalidJsonException {
        if (at >= limit || data[at] != wanted) {
            throw malformed(name);
        }
        at++;
    }

    private void passWhitespace() {
        while (at < limit && data[at] <= ' ' && isWhitespace(data[at])) {
            at++;
        }
    }

    private static boolean isWhitespace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** For who reads more closely than the grammar: what was expected where the cursor is. */
    public InvalidJsonException unexpected(String expected) {
        return malformed(expected);
    }

    private InvalidJsonException malformed(String expected) {
        return InvalidJsonException.malformed(expected, at - start);
    }
}
