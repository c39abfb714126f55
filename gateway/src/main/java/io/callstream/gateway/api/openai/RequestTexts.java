package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.RequestText;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the texts of a body in OpenAI's form: contents of messages and their text parts, prompts, inputs and instructions.
 * Names, arguments of tools and what is no text (pictures, token ids) are none.
 */
final class RequestTexts {
    private static final byte[] MESSAGES = bytes("messages");
    private static final byte[] INPUT = bytes("input");
    private static final byte[] PROMPT = bytes("prompt");
    private static final byte[] QUERY = bytes("query");
    private static final byte[] DOCUMENTS = bytes("documents");
    private static final byte[] INSTRUCTIONS = bytes("instructions");
    private static final byte[] ROLE = bytes("role");
    private static final byte[] CONTENT = bytes("content");
    private static final byte[] TEXT = bytes("text");
    private static final String USER = "user";
    private static final String SYSTEM = "system";

    private final JsonCursor cursor;
    private final List<Found> found = new ArrayList<>();

    /** A string and where it stands, quotes included; the role is known when its message has been read. */
    private record Found(Range range, String text) {}

    /** A text and where it stands, quotes included. */
    record Place(Range range, RequestText text) {}

    private final List<Place> places = new ArrayList<>();

    private RequestTexts(Slice body) {
        this.cursor = new JsonCursor(body);
    }

    /** @param body that has been scanned before */
    static List<Place> of(Slice body) {
        RequestTexts texts = new RequestTexts(body);
        try {
            texts.body();
        } catch (InvalidJsonException e) {
            throw new IllegalStateException("a body that was read before cannot be read", e);
        }
        return texts.places;
    }

    private void body() throws InvalidJsonException {
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.keyIs(MESSAGES) || cursor.keyIs(INPUT) || cursor.keyIs(PROMPT)) {
                items();
            } else if (cursor.keyIs(QUERY) || cursor.keyIs(DOCUMENTS)) {
                documents();
            } else if (cursor.keyIs(INSTRUCTIONS)) {
                string();
                flush(SYSTEM);
            } else {
                cursor.skip();
            }
        }
    }

    /** One text, or a list of texts and messages. */
    private void items() throws InvalidJsonException {
        if (cursor.peek() != JsonKind.ARRAY) {
            string();
            flush(USER);
            return;
        }
        cursor.beginArray();
        while (cursor.nextElement()) {
            if (cursor.peek() == JsonKind.OBJECT) {
                flush(message());
            } else {
                string();
                flush(USER);
            }
        }
    }

    /** What is ranked: texts, or objects with a text. */
    private void documents() throws InvalidJsonException {
        content();
        flush(USER);
    }

    private String message() throws InvalidJsonException {
        String role = USER;
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.keyIs(ROLE) && cursor.peek() == JsonKind.STRING) {
                role = cursor.string();
            } else if (cursor.keyIs(CONTENT)) {
                content();
            } else {
                cursor.skip();
            }
        }
        return role;
    }

    private void content() throws InvalidJsonException {
        if (cursor.peek() != JsonKind.ARRAY) {
            string();
            return;
        }
        cursor.beginArray();
        while (cursor.nextElement()) {
            part();
        }
    }

    private void part() throws InvalidJsonException {
        if (cursor.peek() != JsonKind.OBJECT) {
            string();
            return;
        }
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.keyIs(TEXT)) {
                string();
            } else {
                cursor.skip();
            }
        }
    }

    /** Notes a string; anything else is passed over. */
    private void string() throws InvalidJsonException {
        if (cursor.peek() == JsonKind.STRING) {
            int from = cursor.position();
            String text = cursor.string();
            found.add(new Found(new Range(from, cursor.position()), text));
        } else {
            cursor.skip();
        }
    }

    private void flush(String role) {
        found.forEach(each -> places.add(new Place(each.range(), new RequestText(role, each.text()))));
        found.clear();
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
