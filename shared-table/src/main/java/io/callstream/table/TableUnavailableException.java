package io.callstream.table;

/** A change of a table was not written, or it is not known whether it was: Kafka does not answer, or refuses it. */
public final class TableUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TableUnavailableException(String message) {
        super(message);
    }

    public TableUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
