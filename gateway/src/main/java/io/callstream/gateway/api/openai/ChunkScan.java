package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.AnswerError;
import io.callstream.gateway.api.ChunkFacts;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;

/** Finds out what a chunk is for, and that all of it is JSON, before any of it is taken over. */
final class ChunkScan {
    private boolean choices;
    private boolean usage;
    private boolean error;
    private boolean unreadable;
    private int envelope;

    private ChunkScan() {}

    /** @param from behind a value of a chunk's {@link Envelope} that is known to be JSON; 0 for its start */
    static ChunkScan of(Slice chunk, int from) {
        ChunkScan scan = new ChunkScan();
        try {
            scan.read(JsonCursor.lenient(chunk), from);
        } catch (InvalidJsonException e) {
            scan.unreadable = true;
        }
        return scan;
    }

    boolean unreadable() {
        return unreadable;
    }

    boolean usage() {
        return usage;
    }

    /** Whether the chunk is a part of an answer and says nothing else. */
    boolean ordinary() {
        return choices && !usage && !error;
    }

    boolean choices() {
        return choices;
    }

    /** What the chunk says about the stream having failed: looked for where it may, which is not in an ordinary chunk. */
    @Nullable AnswerError error(Slice chunk) {
        return error || !choices ? AnswerError.of(chunk, choices) : null;
    }

    ChunkFacts.Kind kind() {
        return usage && !choices ? ChunkFacts.Kind.USAGE_ONLY : ChunkFacts.Kind.CONTENT;
    }

    /** End of the last value before the choices; 0 when there is none, or when it says more than what the stream is. */
    int envelope() {
        return envelope;
    }

    private void read(JsonCursor cursor, int from) throws InvalidJsonException {
        cursor.beginObject(from);
        int before = 0;
        while (cursor.nextField()) {
            JsonKind kind = cursor.peek();
            if (cursor.keyIs(Names.CHOICES) && kind == JsonKind.ARRAY) {
                envelope = usage || error || choices ? 0 : before;
                choices(cursor);
            } else {
                usage |= cursor.keyIs(Names.USAGE) && kind == JsonKind.OBJECT;
                error |= cursor.keyIs(Names.ERROR) && kind != JsonKind.NULL;
                cursor.skip();
            }
            before = cursor.position();
        }
        cursor.end();
    }

    private void choices(JsonCursor cursor) throws InvalidJsonException {
        cursor.beginArray();
        while (cursor.nextElement()) {
            choices = true;
            cursor.skip();
        }
    }
}
