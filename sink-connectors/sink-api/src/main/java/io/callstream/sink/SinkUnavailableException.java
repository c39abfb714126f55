package io.callstream.sink;

/** The destination cannot be reached yet; opening the sink is tried again later. */
public final class SinkUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SinkUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
