package io.callstream.gateway.stage.cache;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether an answer, in OpenAI's form, is one that may be given again: it says something, and each of its choices has come
 * to an end of its own. One that was cut off, by a number of tokens or a filter, may come out better the next time.
 */
final class WholeAnswer {
    private static final byte[] CHOICES = ascii("choices");
    private static final byte[] FINISH_REASON = ascii("finish_reason");
    /** What answers of each kind are lists of. */
    private static final byte[][] LISTS =
            Stream.of("data", "embeddings", "results").map(WholeAnswer::ascii).toArray(byte[][]::new);

    private static final Set<String> CUT_OFF =
            Set.of("length", "max_tokens", "model_length", "content_filter", "insufficient_system_resource", "error");

    private final JsonCursor cursor;

    private WholeAnswer(Slice body) {
        this.cursor = JsonCursor.lenient(body);
    }

    static boolean is(Slice body) {
        try {
            return new WholeAnswer(body).read();
        } catch (InvalidJsonException e) {
            return false; // whoever keeps it would give it in vain
        }
    }

    private boolean read() throws InvalidJsonException {
        boolean whole = true;
        cursor.beginObject();
        while (whole && cursor.nextField()) {
            whole = field(cursor.peek() == JsonKind.ARRAY);
        }
        return whole;
    }

    private boolean field(boolean list) throws InvalidJsonException {
        if (list && cursor.keyIs(CHOICES)) {
            return choices();
        }
        if (list && Stream.of(LISTS).anyMatch(cursor::keyIs)) {
            return anything();
        }
        cursor.skip();
        return true;
    }

    private boolean anything() throws InvalidJsonException {
        boolean any = false;
        cursor.beginArray();
        while (cursor.nextElement()) {
            any = true;
            cursor.skip();
        }
        return any;
    }

    private boolean choices() throws InvalidJsonException {
        boolean any = false;
        boolean ended = true;
        cursor.beginArray();
        while (cursor.nextElement()) {
            any = true;
            ended &= cursor.peek() == JsonKind.OBJECT && ended();
        }
        return any && ended;
    }

    private boolean ended() throws InvalidJsonException {
        boolean ended = false;
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.peek() == JsonKind.STRING && cursor.keyIs(FINISH_REASON)) {
                ended = !CUT_OFF.contains(cursor.string().toLowerCase(Locale.ROOT));
            } else {
                cursor.skip();
            }
        }
        return ended;
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
