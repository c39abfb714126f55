package io.callstream.sink.webhook;

import io.callstream.sink.CallEvent;
import io.callstream.sink.SinkEvent;
import io.callstream.sink.json.EventJson;
import io.callstream.sink.json.JsonBytes;
import io.callstream.sink.json.JsonOutput;
import io.callstream.sink.litellm.StandardLoggingPayload;

/**
 * What an event looks like. For any thread.
 *
 * @param <E> what it is an event of
 */
interface Payload<E extends SinkEvent> {
    /** Whether there is a form for this event; one without is acknowledged and not sent. */
    boolean takes(E event);

    /** Writes one JSON object, without a line break. */
    void write(E event, JsonOutput out);

    static Payload<CallEvent> of(WebhookSinkConfig.PayloadKind kind) {
        return switch (kind) {
            case EVENT -> columns();
            case STANDARD_LOGGING_PAYLOAD -> new Litellm();
        };
    }

    /** Every column. */
    static <E extends SinkEvent> Payload<E> columns() {
        return new Columns<>();
    }

    /** Every column of the event. */
    final class Columns<E extends SinkEvent> implements Payload<E> {
        private final EventJson json = EventJson.complete();

        @Override
        public boolean takes(E event) {
            return true;
        }

        @Override
        public void write(E event, JsonOutput out) {
            json.write(event, out);
        }
    }

    /** What LiteLLM's generic API logger sends of calls that have ended. */
    final class Litellm implements Payload<CallEvent> {
        private static final int USUAL_BYTES = 4 << 10;

        private final StandardLoggingPayload payload = new StandardLoggingPayload();

        @Override
        public boolean takes(CallEvent event) {
            return event.kind().terminal();
        }

        @Override
        public void write(CallEvent event, JsonOutput out) {
            out.raw(JsonBytes.of(USUAL_BYTES, generator -> payload.write(event, generator)));
        }
    }
}
