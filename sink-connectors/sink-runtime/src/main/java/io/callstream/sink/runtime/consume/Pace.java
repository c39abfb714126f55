package io.callstream.sink.runtime.consume;

/** How fast events are taken in. For the polling thread, which asks several times a second and never waits here. */
public interface Pace {
    /** As fast as the destination takes them. */
    Pace UNBOUNDED = new Pace() {
        @Override
        public boolean open() {
            return true;
        }

        @Override
        public void admitted() {}
    };

    /** Whether the next event may be taken in now. */
    boolean open();

    /** An event was taken in that goes to the destination. */
    void admitted();
}
