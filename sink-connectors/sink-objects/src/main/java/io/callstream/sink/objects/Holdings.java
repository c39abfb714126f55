package io.callstream.sink.objects;

import java.io.IOException;
import java.util.function.Predicate;

/** The objects that a sink has stored: files of a folder, or objects of a store. For one thread. */
public interface Holdings {
    /** What is done with each object. */
    @FunctionalInterface
    interface Visit {
        void object(String name) throws IOException;
    }

    /** Called before anything else: an object that is still written to, and has such rows, gets the name that it keeps. */
    default void settle(Predicate<StoredRow> rows) throws IOException {
        // Objects are complete when they appear, as a rule.
    }

    /**
     * Visits every object, in no certain order; objects may be removed meanwhile.
     *
     * <p>A name that begins with the word of a kind of event and a slash is that of an object with events of this kind only, see {@link EventObject}.
     */
    void forEach(Visit visit) throws IOException;

    /**
     * Whether the object has such a row; false for one that is gone.
     *
     * @throws UnreadableObjectException if it is none of ours
     */
    boolean any(String name, Predicate<StoredRow> wanted) throws IOException;

    /**
     * Takes rows out of the object: whoever looks sees it as it was, or without them; without rows that are left, it is removed.
     *
     * @return how many
     * @throws UnreadableObjectException if it is none of ours
     */
    long remove(String name, Predicate<StoredRow> rows) throws IOException;
}
