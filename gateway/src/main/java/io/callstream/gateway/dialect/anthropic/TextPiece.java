package io.callstream.gateway.dialect.anthropic;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A piece of text: nearly all events of a stream are one, and of it nothing else is looked at. */
final class TextPiece {
    private static final byte[] TYPE = ascii("type");
    private static final byte[] DELTA = ascii("delta");
    private static final byte[] TEXT = ascii("text");
    private static final byte[] BLOCK_DELTA = ascii("\"content_block_delta\"");
    private static final byte[] TEXT_DELTA = ascii("\"text_delta\"");

    private final Slice event;
    private final JsonCursor cursor;

    private TextPiece(Slice event) {
        this.event = event;
        this.cursor = JsonCursor.lenient(event);
    }

    /** Null when the event is another one, or is one that has to be looked at closer. */
    static @Nullable String of(Slice event) throws InvalidJsonException {
        return new TextPiece(event).text();
    }

    private @Nullable String text() throws InvalidJsonException {
        String text = null;
        boolean piece = false;
        if (cursor.peek() != JsonKind.OBJECT) {
            return null;
        }
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.keyIs(TYPE)) {
                piece = says(BLOCK_DELTA);
                if (!piece) {
                    return null;
                }
            } else if (cursor.keyIs(DELTA) && cursor.peek() == JsonKind.OBJECT) {
                text = delta();
            } else {
                cursor.skip();
            }
        }
        cursor.end();
        return piece ? text : null;
    }

    private @Nullable String delta() throws InvalidJsonException {
        String text = null;
        boolean piece = false;
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.keyIs(TYPE)) {
                piece = says(TEXT_DELTA);
            } else if (cursor.keyIs(TEXT) && cursor.peek() == JsonKind.STRING) {
                text = cursor.string();
            } else {
                cursor.skip();
            }
        }
        return piece ? text : null;
    }

    private boolean says(byte[] quoted) throws InvalidJsonException {
        Range value = cursor.skip();
        int from = event.offset() + value.from();
        return Arrays.equals(event.array(), from, event.offset() + value.to(), quoted, 0, quoted.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
