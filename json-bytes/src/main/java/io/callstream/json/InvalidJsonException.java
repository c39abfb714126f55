package io.callstream.json;

/**
 * A text is no JSON (RFC 8259). The message names the place and is safe to send and to record: it quotes nothing of the text. Has no
 * stack trace, because whoever sends texts can cause it at any rate.
 */
public final class InvalidJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    private InvalidJsonException(String message) {
        super(message, null, false, false);
    }

    /** @param offset from the text's start */
    static InvalidJsonException malformed(String expected, int offset) {
        return new InvalidJsonException("expected " + expected + " at byte " + offset);
    }

    /** For JSON that is well-formed and not what is taken. */
    static InvalidJsonException expected(String expected) {
        return new InvalidJsonException("expected " + expected);
    }

    /** Never null; see the constructor. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
