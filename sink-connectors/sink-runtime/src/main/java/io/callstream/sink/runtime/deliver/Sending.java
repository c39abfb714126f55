package io.callstream.sink.runtime.deliver;

/**
 * How batches reach the sink.
 *
 * @param sinks the sink
 * @param limit how many requests at once
 * @param crashes what is known of events that took the process with them
 */
public record Sending(SinkSource sinks, ConcurrencyLimit limit, CrashRecord crashes) {
    /** Without a limit, and without a memory of crashes. */
    public static Sending plain(SinkSource sinks) {
        return new Sending(sinks, new ConcurrencyLimit(Integer.MAX_VALUE), CrashRecord.NONE);
    }
}
