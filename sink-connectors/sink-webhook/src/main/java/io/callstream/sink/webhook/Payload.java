package io.callstream.sink.webhook;

import com.fasterxml.jackson.core.JsonGenerator;
import io.callstream.sink.CallEvent;
import io.callstream.sink.json.EventJson;
import io.callstream.sink.litellm.StandardLoggingPayload;
import java.io.IOException;

/** What an event looks like. For any thread. */
interface Payload {
    /** Whether there is a form for this event; one without is acknowledged and not sent. */
    boolean takes(CallEvent event);

    /** Writes one JSON object, without a line break. */
    void write(CallEvent event, JsonGenerator out) throws IOException;

    static Payload of(WebhookSinkConfig.PayloadKind kind) {
        return switch (kind) {
            case EVENT -> new Columns();
            case STANDARD_LOGGING_PAYLOAD -> new Litellm();
        };
    }

    /** Every column of the event. */
    final class Columns implements Payload {
        private final EventJson json = EventJson.complete();

        @Override
        public boolean takes(CallEvent event) {
            return true;
        }

        @Override
        public void write(CallEvent event, JsonGenerator out) throws IOException {
            json.write(event, out);
        }
    }

    /** What LiteLLM's generic API logger sends of calls that have ended. */
    final class Litellm implements Payload {
        private final StandardLoggingPayload payload = new StandardLoggingPayload();

        @Override
        public boolean takes(CallEvent event) {
            return event.kind().terminal();
        }

        @Override
        public void write(CallEvent event, JsonGenerator out) throws IOException {
            payload.write(event, out);
        }
    }
}
