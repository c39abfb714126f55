package io.callstream.stack;

/**
 * A server of the embedded stack cannot start (or go on) for a reason its user can act on: a busy port, a folder that
 * cannot be written, a folder that another process uses. The message is one line, fit to be shown as it is.
 */
public final class StackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
