package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.provider.CacheControl;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Slice;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads LiteLLM's request field {@code cache}; anything but an object says nothing. */
final class CacheField {
    private static final int LONGEST_NAMESPACE = 128;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    private final Slice body;
    private final JsonCursor cursor;
    private @Nullable Long ttl;
    private @Nullable Long maxAge;
    private boolean noCache;
    private boolean noStore;
    private @Nullable String namespace;
    private @Nullable Boolean wanted;

    private CacheField(Slice body, JsonCursor cursor) {
        this.body = body;
        this.cursor = cursor;
    }

    static CacheControl read(Slice body, JsonCursor cursor) throws InvalidJsonException, InvalidRequestException {
        if (cursor.peek() != JsonKind.OBJECT) {
            cursor.skip();
            return CacheControl.NONE;
        }
        return new CacheField(body, cursor).read();
    }

    private CacheControl read() throws InvalidJsonException, InvalidRequestException {
        cursor.beginObject();
        while (cursor.nextField()) {
            String name = cursor.key();
            switch (name) {
                case "ttl" -> ttl = seconds(name);
                case "s-maxage", "s-max-age" -> maxAge = seconds(name);
                case "no-cache" -> noCache = Boolean.TRUE.equals(flag(name));
                case "no-store" -> noStore = Boolean.TRUE.equals(flag(name));
                case "use-cache" -> wanted = flag(name);
                case "namespace" -> namespace = namespace(name);
                default -> cursor.skip();
            }
        }
        return new CacheControl(ttl, maxAge, noCache, noStore, namespace, wanted);
    }

    /** Fractions of a second are left out. */
    private @Nullable Long seconds(String name) throws InvalidJsonException, InvalidRequestException {
        JsonKind kind = cursor.peek();
        String text = body.part(cursor.skip()).text();
        if (kind == JsonKind.NULL) {
            return null;
        }
        if (kind != JsonKind.NUMBER || !SECONDS.matcher(text).matches()) {
            throw wrong(name, "a number of seconds");
        }
        int dot = text.indexOf('.');
        return Long.valueOf(dot < 0 ? text : text.substring(0, dot));
    }

    private @Nullable Boolean flag(String name) throws InvalidJsonException, InvalidRequestException {
        JsonKind kind = cursor.peek();
        if (kind == JsonKind.NULL) {
            cursor.skip();
            return null;
        }
        if (kind != JsonKind.FLAG) {
            cursor.skip();
            throw wrong(name, "a boolean");
        }
        return cursor.flag();
    }

    private @Nullable String namespace(String name) throws InvalidJsonException, InvalidRequestException {
        JsonKind kind = cursor.peek();
        if (kind == JsonKind.NULL) {
            cursor.skip();
            return null;
        }
        String text = kind == JsonKind.STRING
                ? cursor.string()
                : body.part(cursor.skip()).text();
        if (kind != JsonKind.STRING
                || text.length() > LONGEST_NAMESPACE
                || text.chars().anyMatch(c -> c < ' ')) {
            throw wrong(name, "a text of at most " + LONGEST_NAMESPACE + " characters");
        }
        return text;
    }

    private static InvalidRequestException wrong(String name, String expected) {
        return InvalidRequestException.field("cache." + name, expected);
    }
}
