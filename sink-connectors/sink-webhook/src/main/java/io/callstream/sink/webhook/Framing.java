package io.callstream.sink.webhook;

import io.callstream.sink.SinkEvent;
import io.callstream.sink.http.Message;
import io.callstream.sink.json.JsonOutput;
import java.util.List;

/** Puts events into one body. */
final class Framing<E extends SinkEvent> {
    private static final int USUAL_EVENT_BYTES = 3 << 10;

    private final WebhookSinkConfig.Mode mode;
    private final Payload<E> payload;

    Framing(WebhookSinkConfig.Mode mode, Payload<E> payload) {
        this.mode = mode;
        this.payload = payload;
    }

    /** @param events exactly one for {@link WebhookSinkConfig.Mode#SINGLE} */
    Message message(List<E> events) {
        return switch (mode) {
            case BATCH -> Message.json(joined("{\"events\":[", events, ",", "]}"));
            case JSON_ARRAY -> Message.json(joined("[", events, ",", "]"));
            case SINGLE -> Message.json(joined("", events, "", ""));
            case NDJSON -> Message.of("application/x-ndjson", joined("", events, "\n", "\n"));
        };
    }

    private byte[] joined(String open, List<E> events, String between, String close) {
        JsonOutput out = new JsonOutput(events.size() * USUAL_EVENT_BYTES);
        out.raw(open);
        for (int index = 0; index < events.size(); index++) {
            if (index > 0) {
                out.raw(between);
            }
            payload.write(events.get(index), out);
        }
        return out.raw(close).bytes();
    }
}
