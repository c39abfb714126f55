package io.callstream.gateway.prompt;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonText;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;

/** Makes templates of messages in OpenAI's form: what stands in their {@code content} may hold variables. */
final class MessageTemplates {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TYPE = "type".getBytes(StandardCharsets.US_ASCII);

    private final Slice json;
    private final JsonCursor cursor;
    private final TemplateText.Builder text = new TemplateText.Builder();
    private int written;

    private MessageTemplates(Slice json) {
        this.json = json;
        this.cursor = new JsonCursor(json);
    }

    /** A message of plain text. */
    static TemplateText of(String role, String content) {
        return new TemplateText.Builder()
                .json("{\"role\":")
                .json(JsonText.quoted(role))
                .json(",\"content\":")
                .string(content)
                .json("}")
                .build();
    }

    /**
     * A message as it stands.
     *
     * @throws InvalidJsonException if it is no JSON object
     */
    static TemplateText of(Slice message) throws InvalidJsonException {
        return new MessageTemplates(message).read();
    }

    private TemplateText read() throws InvalidJsonException {
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.keyIs(CONTENT)) {
                value();
            } else {
                cursor.skip();
            }
        }
        cursor.end();
        copyTo(json.length());
        return text.build();
    }

    private void value() throws InvalidJsonException {
        switch (cursor.peek()) {
            case STRING -> string();
            case ARRAY -> {
                cursor.beginArray();
                while (cursor.nextElement()) {
                    value();
                }
            }
            case OBJECT -> {
                cursor.beginObject();
                while (cursor.nextField()) {
                    if (cursor.keyIs(TYPE)) {
                        cursor.skip();
                    } else {
                        value();
                    }
                }
            }
            default -> cursor.skip();
        }
    }

    private void string() throws InvalidJsonException {
        int from = cursor.position();
        String value = cursor.string();
        if (value.contains("{{")) {
            copyTo(from);
            text.string(value);
            written = cursor.position();
        }
    }

    private void copyTo(int to) {
        text.json(json.part(new Range(written, to)).text());
        written = to;
    }
}
