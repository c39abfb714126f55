package io.callstream.sink.runtime.deliver;

import java.util.List;

/**
 * Remembers over the death of the process which events were being delivered then. Safe for use by several threads;
 * fails never: what cannot be remembered is not.
 */
public interface CrashRecord extends AutoCloseable {
    /** Remembers nothing. */
    CrashRecord NONE = new CrashRecord() {
        @Override
        public int deaths(SourceRecord.RecordPosition place) {
            return 0;
        }

        @Override
        public boolean quiet() {
            return true;
        }

        @Override
        public Attempt begin(List<PendingEvent> batch) {
            return died -> {};
        }

        @Override
        public void over(SourceRecord.RecordPosition place) {}

        @Override
        public void close() {}
    };

    /** How often the process died while the event was being delivered. */
    int deaths(SourceRecord.RecordPosition place);

    /**
     * Whether events of all sorts bring the process down, one as well as the other: then it is not single events that have
     * to be found.
     */
    default boolean indiscriminate() {
        return false;
    }

    /** Whether no event at all is suspected. */
    boolean quiet();

    /** Notes that the batch goes to the sink now. */
    Attempt begin(List<PendingEvent> batch);

    /** The event has come to its end; its deaths are forgotten. */
    void over(SourceRecord.RecordPosition place);

    /** When no delivery is under way any more. */
    @Override
    void close();

    /** A delivery under way. */
    interface Attempt {
        /** @param died whether an error ended it that nobody is meant to survive */
        void end(boolean died);
    }
}
