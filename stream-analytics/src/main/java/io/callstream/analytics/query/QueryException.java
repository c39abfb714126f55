package io.callstream.analytics.query;

/** A question that cannot be answered, with the status and the line that say why. */
final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    QueryException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
