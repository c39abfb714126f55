package io.callstream.events.codec;

/** The registry answers and knows no such schema; it may have just been started, so that is not yet its last word. */
public final class SchemaMissingException extends SchemaUnavailableException {
    private static final long serialVersionUID = 1L;

    public SchemaMissingException(String message, Throwable cause) {
        super(message, cause);
    }
}
