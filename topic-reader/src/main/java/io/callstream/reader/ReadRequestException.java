package io.callstream.reader;

/** What was asked for cannot be read, for a reason that whoever asked can act on: an unknown topic, a reversed range. */
public class ReadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReadRequestException(String message) {
        super(message);
    }
}
