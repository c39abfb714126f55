package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.RequestEdits;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonText;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a body in OpenAI's form anew, field by field, with changes. */
final class RequestEditor {
    private static final String MODEL = "model";

    private final Slice body;
    private final RequestEdits edits;
    private final Map<String, String> fields;
    private final List<RequestTexts.Place> texts = new ArrayList<>();
    private final List<String> replacements = new ArrayList<>();
    private final ByteArrayOutputStream out;
    private int nextText;

    private RequestEditor(Slice body, RequestEdits edits) {
        this.body = body;
        this.edits = edits;
        this.fields = new HashMap<>(edits.fields());
        this.out = new ByteArrayOutputStream(body.length() + 64);
    }

    static Slice edit(Slice body, RequestEdits edits) throws InvalidRequestException {
        RequestEditor editor = new RequestEditor(body, edits);
        editor.prepare();
        try {
            editor.write();
        } catch (InvalidJsonException e) {
            throw new IllegalStateException("a body that was read before cannot be read", e);
        }
        return Slice.of(editor.out.toByteArray());
    }

    private void prepare() throws InvalidRequestException {
        if (!edits.texts().isEmpty()) {
            List<RequestTexts.Place> places = RequestTexts.of(body);
            for (Map.Entry<Integer, String> text : new TreeMap<>(edits.texts()).entrySet()) {
                int index = text.getKey();
                if (index < 0 || index >= places.size()) {
                    throw InvalidRequestException.field("texts", "an index below " + places.size());
                }
                texts.add(places.get(index));
                replacements.add(text.getValue());
            }
        }
        for (Map.Entry<String, String> field : fields.entrySet()) {
            if (!isJson(field.getValue())) {
                throw InvalidRequestException.field(field.getKey(), "a JSON value");
            }
        }
        if (edits.model() != null) {
            fields.put(MODEL, JsonText.quoted(edits.model()));
        }
    }

    private static boolean isJson(String value) {
        try {
            JsonCursor cursor = new JsonCursor(Slice.of(value));
            cursor.skip();
            cursor.end();
            return true;
        } catch (InvalidJsonException e) {
            return false; // the caller says so
        }
    }

    private void write() throws InvalidJsonException {
        JsonCursor cursor = new JsonCursor(body);
        cursor.beginObject();
        out.write('{');
        while (cursor.nextField()) {
            String name = cursor.key();
            Slice raw = cursor.rawKey();
            Range value = cursor.skip();
            String other = fields.remove(name);
            if (!edits.removed().contains(name)) {
                field(raw);
                if (other == null) {
                    copy(value);
                } else {
                    text(other);
                }
            }
        }
        for (Map.Entry<String, String> added : fields.entrySet()) {
            separate();
            text(JsonText.quoted(added.getKey()) + ":" + added.getValue());
        }
        out.write('}');
    }

    private void field(Slice rawName) {
        separate();
        out.write('"');
        out.write(rawName.array(), rawName.offset(), rawName.length());
        out.write('"');
        out.write(':');
    }

    private void separate() {
        if (out.size() > 1) {
            out.write(',');
        }
    }

    /** A value with those of its texts replaced that are to be. */
    private void copy(Range value) {
        int at = value.from();
        while (nextText < texts.size() && texts.get(nextText).range().from() < value.to()) {
            Range place = texts.get(nextText).range();
            if (place.from() >= value.from()) {
                out.write(body.array(), body.offset() + at, place.from() - at);
                text(JsonText.quoted(replacements.get(nextText)));
                at = place.to();
            }
            nextText++;
        }
        out.write(body.array(), body.offset() + at, value.to() - at);
    }

    private void text(String json) {
        out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    }
}
