package io.callstream.reader;

/** Reading ended before its end, for a reason outside: Kafka does not answer, or retention has removed records meanwhile. */
public final class ReadFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReadFailedException(String message) {
        super(message);
    }

    public ReadFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
