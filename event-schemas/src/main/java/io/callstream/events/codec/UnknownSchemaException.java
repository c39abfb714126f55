package io.callstream.events.codec;

/** Nobody knows the schema that a record was written with; whoever learns it can read the record. */
public final class UnknownSchemaException extends UnreadableEventException {
    private static final long serialVersionUID = 1L;

    public UnknownSchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
