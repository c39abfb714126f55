package io.callstream.gateway.api.responses;

import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Writes events as the frames of a stream, and counts them; of a plain answer none are written. For one answer. */
final class EventFrames {
    private final boolean written;
    private ByteBuf out = Unpooled.EMPTY_BUFFER;
    private long sequence;

    EventFrames(boolean written) {
        this.written = written;
    }

    void to(ByteBuf buffer) {
        out = buffer;
    }

    /** An event that shows all of the response. */
    void response(String type, JsonValue.Obj response) {
        event(type, new JsonObject().with("response", response));
    }

    /** An event about an item. */
    void item(String type, int index, JsonValue item) {
        event(type, new JsonObject().with("output_index", index).with("item", item));
    }

    void event(String type, JsonObject fields) {
        if (!written) {
            return;
        }
        JsonObject event = new JsonObject().with("type", type).with("sequence_number", sequence);
        fields.value().fields().forEach(event::with);
        sequence++;
        out.writeCharSequence("event: " + type + "\ndata: " + event + "\n\n", StandardCharsets.UTF_8);
    }
}
