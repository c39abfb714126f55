package io.callstream.gateway.stream;

/** A frame has no end within the bytes that a frame may have. */
public final class SseTooLargeException extends Exception {
    private static final long serialVersionUID = 1L;

    SseTooLargeException(int limit) {
        super("a server-sent event has more than " + limit + " bytes", null, false, false);
    }
}
