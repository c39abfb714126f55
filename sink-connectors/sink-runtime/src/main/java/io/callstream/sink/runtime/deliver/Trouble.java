package io.callstream.sink.runtime.deliver;

/** What can keep a sink from delivering, the worst first: of several at once the first is what people see. */
public enum Trouble {
    /** The loop ended, or events are gone from their topics: somebody has to look. */
    LOOP(true),
    /** The destination refuses everything until somebody changes something. */
    HOLD(true),
    /** Events wait for a schema that nobody knows any more. */
    SCHEMA(true),
    /** No broker answers, or it does not let us in. */
    KAFKA(false),
    /** A topic to be read does not exist. */
    TOPIC(false),
    /** The schema registry cannot be asked. */
    REGISTRY(false),
    /** It is not known whose events may be sent: erasures cannot be read. */
    ERASURES(false),
    /** Dead letters cannot be written. */
    LETTERS(false),
    /** The destination is away or busy. */
    DESTINATION(false);

    private final boolean held;

    Trouble(boolean held) {
        this.held = held;
    }

    /** Whether it needs somebody; the others only need time. */
    public boolean held() {
        return held;
    }
}
