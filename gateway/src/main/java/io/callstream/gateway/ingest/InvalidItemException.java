package io.callstream.gateway.ingest;

/** An item that no events can be made of. The message names the field and quotes nothing of its content. */
final class InvalidItemException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidItemException(String message) {
        super(message, null, false, false);
    }

    /** Never null; see the constructor. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
