package io.callstream.gateway.stream;

import io.callstream.gateway.json.InvalidJsonException;
import io.callstream.gateway.json.JsonCursor;
import io.callstream.gateway.json.JsonKind;
import io.callstream.gateway.json.Slice;

/** Finds out what a chunk is for, and that all of it is JSON, before any of it is taken over. */
final class ChunkScan {
    private boolean choices;
    private boolean usage;
    private boolean error;

    private ChunkScan() {}

    static ChunkFacts.Kind of(Slice chunk) {
        ChunkScan scan = new ChunkScan();
        try {
            scan.read(new JsonCursor(chunk));
        } catch (InvalidJsonException e) {
            return ChunkFacts.Kind.UNREADABLE;
        }
        if (scan.error && !scan.choices) {
            return ChunkFacts.Kind.ERROR;
        }
        return scan.usage && !scan.choices ? ChunkFacts.Kind.USAGE_ONLY : ChunkFacts.Kind.CONTENT;
    }

    private void read(JsonCursor cursor) throws InvalidJsonException {
        cursor.beginObject();
        while (cursor.nextField()) {
            JsonKind kind = cursor.peek();
            if (cursor.keyIs(Names.CHOICES) && kind == JsonKind.ARRAY) {
                choices(cursor);
                continue;
            }
            usage |= cursor.keyIs(Names.USAGE) && kind == JsonKind.OBJECT;
            error |= cursor.keyIs(Names.ERROR) && kind != JsonKind.NULL;
            cursor.skip();
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
