package io.callstream.hook;

/** What a hook decides about a request. */
public sealed interface HookResult {
    /** The request goes on as it is. */
    static HookResult pass() {
        return Pass.INSTANCE;
    }

    /**
     * The request is rejected.
     *
     * @param message for the client; it is in no event and in no log
     */
    static HookResult reject(String message) {
        return new Reject(message, Annotations.NONE);
    }

    /** The request goes on changed; only before the call. */
    static HookResult change(RequestChange change) {
        return new Change(change, Annotations.NONE);
    }

    /** The request goes on, and its events say something more. */
    static HookResult annotate(Annotations annotations) {
        return new Annotate(annotations);
    }

    /** The request goes on as it is. */
    record Pass() implements HookResult {
        private static final Pass INSTANCE = new Pass();
    }

    /** As {@link #annotate}. */
    record Annotate(Annotations annotations) implements HookResult {}

    /** As {@link #change}, with annotations. */
    record Change(RequestChange change, Annotations annotations) implements HookResult {}

    /** As {@link #reject}, with annotations, which is where the events can have the reason from. */
    record Reject(String message, Annotations annotations) implements HookResult {
        /** Says nothing of the message, which may quote the request. */
        @Override
        public String toString() {
            return "Reject[" + annotations + "]";
        }
    }
}
