package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.RequestChange;
import io.callstream.gateway.config.OpenAiParameters;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.JsonText;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Writes a request's body anew with some of its fields changed; all others are copied as they stand. For one body. */
final class BodyRewrite {
    private static final String MESSAGES = "messages";

    private final Slice body;
    private final RequestChange change;
    private final ByteArrayOutputStream out;
    private final Set<String> written = new HashSet<>();

    private BodyRewrite(Slice body, RequestChange change) {
        this.body = body;
        this.change = change;
        this.out = new ByteArrayOutputStream(body.length() + change.messages().length() + 256);
    }

    /**
     * The changed body.
     *
     * @param body that has been scanned before
     * @throws InvalidRequestException if messages are to be put before something that is no list of messages
     */
    static Slice of(Slice body, RequestChange change) throws InvalidRequestException {
        try {
            return new BodyRewrite(body, change).write();
        } catch (InvalidJsonException e) {
            throw new IllegalStateException("a body that was read before cannot be read", e);
        }
    }

    private Slice write() throws InvalidJsonException, InvalidRequestException {
        JsonCursor cursor = new JsonCursor(body);
        cursor.beginObject();
        while (cursor.nextField()) {
            int from = cursor.keyPosition();
            String name = cursor.key();
            JsonKind kind = cursor.peek();
            Range value = cursor.skip();
            if (name.equals(MESSAGES) && !change.messages().isEmpty()) {
                messages(kind, value);
            } else if (!isReplaced(name)) {
                begin(name);
                copy(from, value.to());
            }
        }
        if (!change.messages().isEmpty() && !written.contains(MESSAGES)) {
            field(MESSAGES, "[" + change.messages() + "]");
        }
        sorted(change.fields()).forEach(field -> field(field.getKey(), field.getValue()));
        sorted(change.defaults())
                .filter(field -> !written.contains(field.getKey())
                        && !written.contains(OpenAiParameters.otherName(field.getKey())))
                .forEach(field -> field(field.getKey(), field.getValue()));
        if (out.size() == 0) {
            out.write('{');
        }
        out.write('}');
        return Slice.of(out.toByteArray());
    }

    /** So that the same request always becomes the same body. */
    private static Stream<Map.Entry<String, String>> sorted(Map<String, String> fields) {
        return fields.entrySet().stream().sorted(Map.Entry.comparingByKey());
    }

    private boolean isReplaced(String name) {
        Map<String, String> fields = change.fields();
        return !fields.isEmpty() && (fields.containsKey(name) || fields.containsKey(OpenAiParameters.otherName(name)));
    }

    /** The client's come behind. */
    private void messages(JsonKind kind, Range value) throws InvalidJsonException, InvalidRequestException {
        if (kind == JsonKind.NULL) {
            return;
        }
        if (kind != JsonKind.ARRAY) {
            throw InvalidRequestException.field(MESSAGES, "a list of messages");
        }
        begin(MESSAGES);
        boolean more = new JsonCursor(body.part(value)).hasElements();
        text("\"messages\":[" + change.messages() + (more ? "," : ""));
        copy(value.from() + 1, value.to());
    }

    private void field(String name, String json) {
        begin(name);
        text(JsonText.quoted(name) + ":" + json);
    }

    private void begin(String name) {
        out.write(out.size() == 0 ? '{' : ',');
        written.add(name);
    }

    private void text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void copy(int from, int to) {
        out.write(body.array(), body.offset() + from, to - from);
    }
}
