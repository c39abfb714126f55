package io.callstream.gateway.api.openai;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Slice;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A request's body in one form for all ways to write it: fields in the order of their names, numbers by their value, texts
 * by their characters. Each value goes into the digest with its kind and length, so that no two bodies look alike.
 */
final class RequestIdentity {
    /** They change who asks or how the answer is written, and not what it says. */
    private static final Set<String> LEFT_OUT = Set.of(
            "model",
            "stream",
            "stream_options",
            "user",
            "metadata",
            "store",
            "safety_identifier",
            "prompt_cache_key",
            "prompt_cache_retention",
            "prompt_cache_options");

    private static final int LONGEST_NUMBER = 40;

    /** What is nested deeper is taken as it stands: each level reads what is below it once more. */
    private static final int DEEPEST = 16;

    private final MessageDigest digest;
    private int depth;

    private RequestIdentity(MessageDigest digest) {
        this.digest = digest;
    }

    /**
     * Adds one.
     *
     * @param body that has been read before
     * @param dropped fields that its provider does not get
     */
    static void add(Slice body, Set<String> dropped, MessageDigest digest) {
        try {
            new RequestIdentity(digest).body(body, dropped);
        } catch (InvalidJsonException e) {
            throw new IllegalStateException("a body that was read before cannot be read", e);
        }
    }

    private void body(Slice body, Set<String> dropped) throws InvalidJsonException {
        Map<String, Slice> fields = fields(body);
        fields.keySet().removeIf(name -> LEFT_OUT.contains(name) || dropped.contains(name) || GatewayField.has(name));
        fields.values().removeIf(value -> value.array()[value.offset()] == 'n');
        object(fields);
    }

    private static Map<String, Slice> fields(Slice object) throws InvalidJsonException {
        Map<String, Slice> fields = new TreeMap<>();
        JsonCursor cursor = JsonCursor.lenient(object);
        cursor.beginObject();
        while (cursor.nextField()) {
            String name = cursor.key();
            fields.put(name, object.part(cursor.skip()));
        }
        return fields;
    }

    private void object(Map<String, Slice> fields) throws InvalidJsonException {
        begin('{', fields.size());
        for (Map.Entry<String, Slice> field : fields.entrySet()) {
            text(field.getKey());
            value(field.getValue());
        }
    }

    private void value(Slice value) throws InvalidJsonException {
        JsonCursor cursor = JsonCursor.lenient(value);
        JsonKind kind = cursor.peek();
        depth++;
        if (depth > DEEPEST) {
            begin('=', value.length());
            digest.update(value.array(), value.offset(), value.length());
        } else {
            switch (kind) {
                case OBJECT -> object(fields(value));
                case ARRAY -> array(value, cursor);
                case STRING -> string(value, cursor);
                case NUMBER -> number(value.text());
                default -> begin((char) value.array()[value.offset()], 0); // true, false or null
            }
        }
        depth--;
    }

    private void array(Slice array, JsonCursor cursor) throws InvalidJsonException {
        begin('[', 0);
        cursor.beginArray();
        while (cursor.nextElement()) {
            value(array.part(cursor.skip()));
        }
        begin(']', 0);
    }

    /** One without escapes is taken as it stands: images are long. */
    private void string(Slice value, JsonCursor cursor) throws InvalidJsonException {
        for (int at = value.offset(); at < value.end(); at++) {
            if (value.array()[at] == '\\') {
                text(cursor.string());
                return;
            }
        }
        begin('"', value.length() - 2);
        digest.update(value.array(), value.offset() + 1, value.length() - 2);
    }

    private void number(String text) {
        boolean plain = text.length() <= LONGEST_NUMBER && text.indexOf('e') < 0 && text.indexOf('E') < 0;
        String form = plain ? form(text) : text;
        begin('0', form.length());
        digest.update(form.getBytes(StandardCharsets.UTF_8));
    }

    private static String form(String text) {
        try {
            return new BigDecimal(text).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return text; // NaN and the like
        }
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        begin('"', bytes.length);
        digest.update(bytes);
    }

    private void begin(char kind, int length) {
        digest.update((byte) kind);
        for (int shift = 24; shift >= 0; shift -= 8) {
            digest.update((byte) (length >>> shift));
        }
    }
}
