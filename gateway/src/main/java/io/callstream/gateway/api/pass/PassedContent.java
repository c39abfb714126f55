package io.callstream.gateway.api.pass;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.form.Multipart;
import io.callstream.gateway.api.openai.FormDescription;
import io.callstream.gateway.config.Sha256;
import io.callstream.gateway.provider.ProviderBody;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that goes on as it came.
 *
 * @param type its content type; null when there is none
 * @param recorded what is recorded of it: JSON as it is, fields of a form, of anything else length and hash; null for an empty one
 * @param bytes that came
 * @param stream whether it asks for a stream
 */
record PassedContent(
        @Nullable String type, ProviderBody body, @Nullable Slice recorded, int bytes, boolean stream) {
    private static final byte[] STREAM = {'s', 't', 'r', 'e', 'a', 'm'};

    /** @throws InvalidRequestException if it is a form that cannot be read */
    static PassedContent of(Slice body, @Nullable String type) throws InvalidRequestException {
        if (body.isEmpty()) {
            return new PassedContent(null, new RawBody(body), null, 0, false);
        }
        boolean json = JsonCursor.holdsObject(body) && isWhole(body);
        Slice recorded = json ? body : Multipart.is(type) ? form(body, String.valueOf(type)) : described(body, type);
        return new PassedContent(type, new RawBody(body), recorded, body.length(), json && flag(body));
    }

    /** Only JSON is changed on its way. */
    PassedContent with(Slice changed) {
        return new PassedContent(type, new RawBody(changed), changed, bytes, stream);
    }

    /** Whether its body is JSON, which can be changed on its way. */
    boolean isJson() {
        return body instanceof RawBody raw && raw.bytes() == recorded;
    }

    /** The text of the field {@code model}; null when it has none. */
    @Nullable String model() {
        return text("model");
    }

    /** The text of a field; null when it has none. The last one counts, as with most readers of JSON. */
    @Nullable String text(String field) {
        try {
            return recorded == null || !isJson() ? null : text(field, JsonCursor.lenient(recorded));
        } catch (InvalidJsonException e) {
            throw new IllegalStateException("a body that was read before cannot be read", e);
        }
    }

    private static @Nullable String text(String field, JsonCursor cursor) throws InvalidJsonException {
        byte[] name = field.getBytes(StandardCharsets.UTF_8);
        String text = null;
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.keyIs(name) && cursor.peek() == JsonKind.STRING) {
                text = cursor.string();
            } else {
                cursor.skip();
            }
        }
        return text;
    }

    /** The last one counts, as of the model. */
    private static boolean flag(Slice body) {
        try {
            JsonCursor cursor = JsonCursor.lenient(body);
            boolean stream = false;
            cursor.beginObject();
            while (cursor.nextField()) {
                if (!cursor.keyIs(STREAM)) {
                    cursor.skip();
                } else if (cursor.peek() == JsonKind.FLAG) {
                    stream = cursor.flag();
                } else {
                    stream = false;
                    cursor.skip();
                }
            }
            return stream;
        } catch (InvalidJsonException e) {
            throw new IllegalStateException("a body that was read before cannot be read", e);
        }
    }

    private static boolean isWhole(Slice body) {
        try {
            JsonCursor cursor = new JsonCursor(body);
            cursor.skip();
            cursor.end();
            return true;
        } catch (InvalidJsonException e) {
            return false; // it is passed on all the same, and recorded by its length
        }
    }

    private static Slice form(Slice body, String type) throws InvalidRequestException {
        return Slice.of(FormDescription.of(Multipart.read(body, type)).toString());
    }

    private static Slice described(Slice body, @Nullable String type) {
        MessageDigest digest = Sha256.digest();
        digest.update(body.array(), body.offset(), body.length());
        JsonValue.Obj recorded = new JsonObject()
                .with("object", "body")
                .with("content_type", type == null ? "unknown" : type)
                .with("bytes", body.length())
                .with("sha256", HexFormat.of().formatHex(digest.digest()))
                .value();
        return Slice.of(recorded.toString());
    }
}
