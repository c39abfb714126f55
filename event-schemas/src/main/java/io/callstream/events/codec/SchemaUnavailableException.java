package io.callstream.events.codec;

/** The registry could not be asked for a schema; the record may be perfectly good, so the reader should wait. */
public class SchemaUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SchemaUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
