package io.callstream.gateway.call;

import io.callstream.gateway.event.RouteFacts;
import io.callstream.gateway.usage.Cost;
import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;

/**
 * An answer that no provider was asked for.
 *
 * @param body in the form of the client's API, plain or a stream; it must not change
 * @param recorded what the events say of it
 */
public record StoredResponse(int status, String contentType, byte[] body, Recorded recorded) {
    public StoredResponse {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status: " + status + " (expected 200 to 599)");
        }
    }

    public StoredResponse(int status, String contentType, byte[] body) {
        this(status, contentType, body, new Recorded(Slice.of(body), RouteFacts.NONE, null, new byte[0]));
    }

    /**
     * What is recorded of such an answer.
     *
     * @param answer the body as a plain answer looks
     * @param route whose answer it is
     * @param cost null when no price is known
     * @param headers further header lines for the client
     */
    public record Recorded(
            Slice answer, RouteFacts route, @Nullable Cost cost, byte[] headers) {}

    /** Says the size only: the body is what somebody asked a model. */
    @Override
    public String toString() {
        return "StoredResponse[status=" + status + ", " + body.length + " bytes]";
    }
}
