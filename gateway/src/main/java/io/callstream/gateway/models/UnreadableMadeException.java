package io.callstream.gateway.models;

/** Something that was made at run time cannot be read; the message says why, without what is in it. */
public final class UnreadableMadeException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableMadeException(String message) {
        super(message);
    }
}
