package io.callstream.gateway.eventstream;

import io.callstream.json.Slice;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message of a stream.
 *
 * @param headers those that are texts, by name
 * @param payload valid until the reader is asked for the next message
 */
public record StreamMessage(Map<String, String> headers, Slice payload) {
    private static final String EVENT = "event";

    /** The name of an event; null when it is none. */
    public @Nullable String event() {
        return EVENT.equals(headers.get(":message-type")) ? headers.get(":event-type") : null;
    }

    /** The name of an exception that is part of the API; null when it is none. */
    public @Nullable String exception() {
        return headers.get(":exception-type");
    }

    /** The code of an error that the API does not describe; null when it is none. */
    public @Nullable String errorCode() {
        return headers.get(":error-code");
    }

    /** What is said of {@link #errorCode()}. */
    public @Nullable String errorMessage() {
        return headers.get(":error-message");
    }
}
