package io.callstream.sink;

/** The sink cannot work with its configuration, whatever is tried; it is held until somebody changes something. */
public final class SinkConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SinkConfigException(String message, Throwable cause) {
        super(message, cause);
    }

    public SinkConfigException(String message) {
        super(message);
    }
}
