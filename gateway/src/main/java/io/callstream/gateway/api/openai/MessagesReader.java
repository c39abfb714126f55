package io.callstream.gateway.api.openai;

import io.callstream.gateway.provider.Message;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the conversation out of a body in OpenAI's form: of each message its role and its text, the parts of a list joined. */
final class MessagesReader {
    private static final byte[] MESSAGES = bytes("messages");
    private static final byte[] ROLE = bytes("role");
    private static final byte[] CONTENT = bytes("content");
    private static final byte[] TEXT = bytes("text");

    private final JsonCursor cursor;
    private final List<Message> messages = new ArrayList<>();

    private MessagesReader(Slice body) {
        this.cursor = new JsonCursor(body);
    }

    /** @param body that has been scanned before */
    static List<Message> read(Slice body) {
        MessagesReader reader = new MessagesReader(body);
        try {
            reader.body();
        } catch (InvalidJsonException e) {
            throw new IllegalStateException("a body that was read before cannot be read", e);
        }
        return List.copyOf(reader.messages);
    }

    private void body() throws InvalidJsonException {
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.keyIs(MESSAGES) && cursor.peek() == JsonKind.ARRAY) {
                cursor.beginArray();
                while (cursor.nextElement()) {
                    message();
                }
            } else {
                cursor.skip();
            }
        }
    }

    private void message() throws InvalidJsonException {
        if (cursor.peek() != JsonKind.OBJECT) {
            cursor.skip();
            return;
        }
        String role = "user";
        StringBuilder text = new StringBuilder();
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.keyIs(ROLE) && cursor.peek() == JsonKind.STRING) {
                role = cursor.string();
            } else if (cursor.keyIs(CONTENT)) {
                content(text);
            } else {
                cursor.skip();
            }
        }
        messages.add(new Message(role, text.toString()));
    }

    private void content(StringBuilder text) throws InvalidJsonException {
        switch (cursor.peek()) {
            case STRING -> text.append(cursor.string());
            case ARRAY -> {
                cursor.beginArray();
                while (cursor.nextElement()) {
                    part(text);
                }
            }
            default -> cursor.skip();
        }
    }

    private void part(StringBuilder text) throws InvalidJsonException {
        if (cursor.peek() != JsonKind.OBJECT) {
            cursor.skip();
            return;
        }
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.keyIs(TEXT) && cursor.peek() == JsonKind.STRING) {
                text.append(cursor.string());
            } else {
                cursor.skip();
            }
        }
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
