package io.callstream.gateway.prompt.statement;

/** A template that cannot be used, or not with these values. The message completes "The prompt's file …" or "The prompt …". */
public final class StatementException extends Exception {
    private static final long serialVersionUID = 1L;

    public StatementException(String message) {
        super(message, null, false, false);
    }
}
