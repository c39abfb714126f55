package io.callstream.stack.registry.rest;

/** A request is refused before the catalog sees it: no such path, a body that is no JSON, and the like. */
final class HttpRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;

    HttpRefusal(int status, String reason) {
        super(reason);
        this.status = status;
        this.reason = reason;
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }
}
