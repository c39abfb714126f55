package io.callstream.gateway.call;

/**
 * An answer that no provider was asked for.
 *
 * @param body in the form of the client's API, plain or a stream; it must not change
 */
public record StoredResponse(int status, String contentType, byte[] body) {
    public StoredResponse {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status: " + status + " (expected 200 to 599)");
        }
    }

    /** Says the size only: the body is what somebody asked a model. */
    @Override
    public String toString() {
        return "StoredResponse[status=" + status + ", " + body.length + " bytes]";
    }
}
