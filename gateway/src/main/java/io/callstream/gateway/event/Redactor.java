package io.callstream.gateway.event;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Slice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes what people and models wrote out of a body and keeps its shape: how many messages, which roles, which tools,
 * how the answer ended. Texts become {@code "redacted"}; token ids, embeddings and log probabilities, from which texts
 * can be read back, become empty lists. Definitions of tools, which the developer wrote, stay.
 */
final class Redactor {
    /** The top-level fields that hold content, of requests, answers and chunks. */
    private static final Set<String> CONTENT = Set.of(
            "messages",
            "prompt",
            "input",
            "instructions",
            "prediction",
            "suffix",
            "choices",
            "data",
            "output",
            "results",
            "segments",
            "words",
            "query",
            "documents");

    /** Fields inside content whose strings say what something is. */
    private static final Set<String> STRUCTURE =
            Set.of("role", "type", "id", "name", "object", "finish_reason", "tool_call_id", "detail", "format");

    private static final byte[] REDACTED = "\"redacted\"".getBytes(StandardCharsets.US_ASCII);

    private final Slice body;
    private final JsonCursor cursor;
    private final ByteArrayOutputStream out;

    private Redactor(Slice body) {
        this.body = body;
        this.cursor = JsonCursor.lenient(body);
        this.out = new ByteArrayOutputStream(body.length());
    }

    /** The body without its content; null when it is no JSON object, so that nobody knows what is in it. */
    static @Nullable Slice redact(Slice body) {
        try {
            Redactor redactor = new Redactor(body);
            redactor.top();
            return Slice.of(redactor.out.toByteArray());
        } catch (InvalidJsonException e) {
            return null;
        }
    }

    private void top() throws InvalidJsonException {
        cursor.beginObject();
        out.write('{');
        for (boolean first = true; cursor.nextField(); first = false) {
            name(first);
            if (CONTENT.contains(cursor.key()) || isText()) {
                content();
            } else {
                asItIs();
            }
        }
        out.write('}');
        cursor.end();
    }

    /** What was said in a recording. */
    private boolean isText() throws InvalidJsonException {
        return cursor.peek() == JsonKind.STRING && cursor.key().equals("text");
    }

    private void content() throws InvalidJsonException {
        switch (cursor.peek()) {
            case STRING -> {
                cursor.skip();
                out.writeBytes(REDACTED);
            }
            case OBJECT -> object();
            case ARRAY -> array();
            default -> asItIs();
        }
    }

    private void object() throws InvalidJsonException {
        cursor.beginObject();
        out.write('{');
        for (boolean first = true; cursor.nextField(); first = false) {
            name(first);
            if (cursor.peek() == JsonKind.STRING && STRUCTURE.contains(cursor.key())) {
                asItIs();
            } else {
                content();
            }
        }
        out.write('}');
    }

    /** Numbers in a list are token ids, an embedding, or bytes of a text. */
    private void array() throws InvalidJsonException {
        cursor.beginArray();
        out.write('[');
        boolean first = true;
        while (cursor.nextElement()) {
            if (cursor.peek() == JsonKind.NUMBER) {
                cursor.skip();
                continue;
            }
            if (!first) {
                out.write(',');
            }
            first = false;
            content();
        }
        out.write(']');
    }

    private void name(boolean first) {
        if (!first) {
            out.write(',');
        }
        Slice name = cursor.rawKey();
        out.write('"');
        out.write(name.array(), name.offset(), name.length());
        out.write('"');
        out.write(':');
    }

    private void asItIs() throws InvalidJsonException {
        Slice value = body.part(cursor.skip());
        out.write(value.array(), value.offset(), value.length());
    }
}
