package io.callstream.replay.plan;

/** A replay that was asked for and cannot be, for a reason that whoever asked can act on. The message is for people. */
public final class ReplayRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReplayRefusedException(String message) {
        super(message);
    }
}
