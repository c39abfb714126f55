package io.callstream.gateway.usage;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Slice;

/** Counts the messages of a chat. */
final class MessageCount {
    private MessageCount() {}

    static long of(Slice request, byte[] field) throws InvalidJsonException {
        JsonCursor cursor = new JsonCursor(request);
        long messages = 0;
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.keyIs(field) && cursor.peek() == JsonKind.ARRAY) {
                cursor.beginArray();
                while (cursor.nextElement()) {
                    cursor.skip();
                    messages++;
                }
            } else {
                cursor.skip();
            }
        }
        return messages;
    }
}
