package io.callstream.sink;

/** Counters of a sink's own, shown as {@code callstream_sink_<name>_total}. Safe for use by several threads. */
@FunctionalInterface
public interface SinkMetrics {
    /** @param name lower case with underscores, such as {@code throttled_alerts} */
    void count(String name, long amount);

    static SinkMetrics none() {
        return (name, amount) -> {};
    }
}
