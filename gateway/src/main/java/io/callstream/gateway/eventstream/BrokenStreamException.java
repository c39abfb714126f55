package io.callstream.gateway.eventstream;

/** A stream that is not framed as it says it is; nothing after that can be trusted. */
public final class BrokenStreamException extends Exception {
    private static final long serialVersionUID = 1;

    BrokenStreamException(String message) {
        super(message, null, false, false);
    }
}
