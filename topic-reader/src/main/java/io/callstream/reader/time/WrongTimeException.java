package io.callstream.reader.time;

/** A text is no time, or no time that makes sense here: whoever wrote it can correct it. */
public final class WrongTimeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongTimeException(String message) {
        super(message);
    }
}
