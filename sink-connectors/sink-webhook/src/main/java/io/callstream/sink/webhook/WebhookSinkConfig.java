package io.callstream.sink.webhook;

import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.Target;
import java.util.List;

/**
 * Where requests go and what they look like.
 *
 * @param target address and headers that are the same for all
 * @param perEvent headers that say something of the event; only where a request carries one
 * @param signing how requests are signed
 * @param shape what a request carries
 * @param http timeout and compression
 */
public record WebhookSinkConfig(
        Target target, List<HeaderTemplate> perEvent, Signing signing, Shape shape, HttpOptions http) {
    public WebhookSinkConfig {
        perEvent = List.copyOf(perEvent);
        if (!perEvent.isEmpty() && shape.mode() != Mode.SINGLE) {
            throw new IllegalArgumentException("headers that name an event need requests of one event");
        }
    }

    /**
     * @param mode how many events there are, and what is around them
     * @param payload what an event looks like
     */
    record Shape(Mode mode, PayloadKind payload) {}

    /** How many events a request carries. */
    enum Mode {
        /** As many as there are: {@code {"events":[...]}}. */
        BATCH,
        /** One: the event itself is the body. */
        SINGLE,
        /** As many as there are: {@code [...]}. */
        JSON_ARRAY,
        /** As many as there are, each on a line of its own. */
        NDJSON
    }

    /** What an event looks like. */
    enum PayloadKind {
        /** Every column of the event. */
        EVENT,
        /** What LiteLLM's generic API logger sends. */
        STANDARD_LOGGING_PAYLOAD
    }
}
