package io.callstream.gateway.usage;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;

/** Finds the texts in a request or an answer that a model reads or writes. Pictures, sound and files are left out. */
final class ContentText {
    private static final byte[][] NOT_TEXT = names(
            "url", "image_url", "data", "file_data", "id", "type", "tool_call_id", "role", "finish_reason", "logprobs");

    /** Reads or passes over the text that a cursor stands before. */
    @FunctionalInterface
    interface Text {
        void at(JsonCursor cursor) throws InvalidJsonException;
    }

    private final Text found;
    private long tokenIds;

    ContentText(Text found) {
        this.found = found;
    }

    /** Passes on every text below the fields of these names, wherever below the top they stand first. */
    void below(Slice json, byte[]... fields) throws InvalidJsonException {
        JsonCursor cursor = JsonCursor.lenient(json);
        cursor.beginObject();
        while (cursor.nextField()) {
            if (isOneOf(cursor, fields)) {
                pass(cursor);
            } else {
                cursor.skip();
            }
        }
    }

    /** Numbers in lists that were passed: a prompt may be given as the tokens it consists of. */
    long tokenIds() {
        return tokenIds;
    }

    /** Passes on every text of the value that a cursor stands before. */
    void pass(JsonCursor cursor) throws InvalidJsonException {
        JsonKind kind = cursor.peek();
        switch (kind) {
            case STRING -> found.at(cursor);
            case ARRAY -> {
                cursor.beginArray();
                while (cursor.nextElement()) {
                    tokenIds += cursor.peek() == JsonKind.NUMBER ? 1 : 0;
                    pass(cursor);
                }
            }
            case OBJECT -> {
                cursor.beginObject();
                while (cursor.nextField()) {
                    if (isOneOf(cursor, NOT_TEXT)) {
                        cursor.skip();
                    } else {
                        pass(cursor);
                    }
                }
            }
            default -> cursor.skip();
        }
    }

    private static boolean isOneOf(JsonCursor cursor, byte[][] names) {
        for (byte[] name : names) {
            if (cursor.keyIs(name)) {
                return true;
            }
        }
        return false;
    }

    static byte[][] names(String... names) {
        byte[][] bytes = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            bytes[i] = names[i].getBytes(StandardCharsets.US_ASCII);
        }
        return bytes;
    }
}
