package io.callstream.gateway.event;

/** What the events of one call hold of its request's body, made before they are. */
public final class KeptRequest {
    /** For a recorder that keeps nothing. */
    static final KeptRequest NOTHING = new KeptRequest(KeptBody.ABSENT, false);

    private final KeptBody body;
    private final boolean masked;

    /** @param masked whether anything was taken out */
    KeptRequest(KeptBody body, boolean masked) {
        this.body = body;
        this.masked = masked;
    }

    KeptBody body() {
        return body;
    }

    boolean masked() {
        return masked;
    }
}
