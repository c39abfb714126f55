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
 * can be read back, become empty lists. Definitions of tools, which the developer wrote, stay. Bodies come in many providers' forms: what
 * is not known to be something else is content.
 */
final class Redactor {
    /** Top-level strings that say how, with what and for whom a call is made. */
    private static final Set<String> CHOICES = Set.of(
            "model",
            "user",
            "tool_choice",
            "response_format",
            "service_tier",
            "speed",
            "stop",
            "stop_sequence",
            "voice",
            "language",
            "encoding_format",
            "output_format",
            "input_type",
            "size",
            "quality",
            "style",
            "background",
            "moderation",
            "truncation",
            "reasoning_effort",
            "verbosity",
            "previous_response_id",
            "response_id",
            "responseId",
            "item_id",
            "system_fingerprint");

    /** Top-level objects and lists of that kind, and what the developer wrote. */
    private static final Set<String> SETTINGS = Set.of(
            "tools",
            "functions",
            "tool_choice",
            "tool_config",
            "toolConfig",
            "response_format",
            "stream_options",
            "reasoning",
            "logit_bias",
            "metadata",
            "modalities",
            "include",
            "stop",
            "stop_sequences",
            "generationConfig",
            "safetySettings",
            "usage",
            "usageMetadata",
            "dimensions",
            "encoding_format",
            "timestamp_granularities");

    /** Fields inside content whose strings say what something is. */
    private static final Set<String> STRUCTURE = Set.of(
            "role",
            "type",
            "id",
            "name",
            "object",
            "finish_reason",
            "finishReason",
            "stop_reason",
            "status",
            "code",
            "model",
            "modelVersion",
            "tool_call_id",
            "tool_use_id",
            "call_id",
            "detail",
            "format",
            "media_type",
            "mimeType");

    /** What a tool is called with or says: its own names say nothing of what stands behind them. */
    private static final Set<String> OF_TOOLS = Set.of("input", "args", "arguments", "response", "variables");

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
            if (isSetting()) {
                asItIs();
            } else {
                content(false);
            }
        }
        out.write('}');
        cursor.end();
    }

    private boolean isSetting() throws InvalidJsonException {
        String name = cursor.key();
        return switch (cursor.peek()) {
            case STRING -> CHOICES.contains(name) || STRUCTURE.contains(name);
            case OBJECT, ARRAY -> SETTINGS.contains(name);
            default -> true;
        };
    }

    /** @param ofTool whether no string or number is anything but content */
    private void content(boolean ofTool) throws InvalidJsonException {
        switch (cursor.peek()) {
            case STRING -> redacted();
            case OBJECT -> object(ofTool);
            case ARRAY -> array(ofTool);
            default -> {
                if (ofTool && cursor.peek() == JsonKind.NUMBER) {
                    redacted();
                } else {
                    asItIs();
                }
            }
        }
    }

    private void redacted() throws InvalidJsonException {
        cursor.skip();
        out.writeBytes(REDACTED);
    }

    private void object(boolean ofTool) throws InvalidJsonException {
        cursor.beginObject();
        out.write('{');
        for (boolean first = true; cursor.nextField(); first = false) {
            name(first);
            if (!ofTool && cursor.peek() == JsonKind.STRING && STRUCTURE.contains(cursor.key())) {
                asItIs();
            } else {
                content(ofTool || cursor.peek() == JsonKind.OBJECT && OF_TOOLS.contains(cursor.key()));
            }
        }
        out.write('}');
    }

    /** Numbers in a list are token ids, an embedding, or bytes of a text. */
    private void array(boolean ofTool) throws InvalidJsonException {
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
            content(ofTool);
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
