package io.callstream.sink.webhook;

import io.callstream.sink.CallEvent;
import io.callstream.sink.json.EventJson;
import io.callstream.sink.litellm.StandardLoggingPayload;

/** What an event looks like. For any thread. */
interface Payload {
    /** Whether there is a form for this event; one without is acknowledged and not sent. */
    boolean takes(CallEvent event);

    /** One JSON object on one line, in UTF-8. */
    byte[] toBytes(CallEvent event);

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
        public byte[] toBytes(CallEvent event) {
            return json.toBytes(event);
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
        public byte[] toBytes(CallEvent event) {
            return payload.toBytes(event);
        }
    }
}
