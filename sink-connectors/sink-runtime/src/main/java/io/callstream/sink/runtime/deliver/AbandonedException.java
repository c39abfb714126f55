package io.callstream.sink.runtime.deliver;

/** A delivery that was waiting has been asked to give up its batch: what has not come to its end is somebody else's now. */
public final class AbandonedException extends InterruptedException {
    private static final long serialVersionUID = 1;

    AbandonedException() {
        super("a delivery that waited was asked to let go");
    }
}
