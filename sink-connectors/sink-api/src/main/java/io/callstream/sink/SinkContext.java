package io.callstream.sink;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What the runtime lends to a sink.
 *
 * @param sinkName the name the sink runs under
 * @param clock the time; sinks never ask the system for it
 * @param random randomness; safe for use by several threads
 * @param metrics the sink's own counters, beside those the runtime keeps
 * @param dataDirectory a directory of the sink's own, kept over restarts
 * @param replayJob the replay that delivers, which a destination may be told where it has a place for it; empty for the running sink
 */
public record SinkContext(
        String sinkName,
        Clock clock,
        RandomGenerator random,
        SinkMetrics metrics,
        Path dataDirectory,
        Optional<String> replayJob) {
    /** For a sink that runs. */
    public SinkContext(String sinkName, Clock clock, RandomGenerator random, SinkMetrics metrics, Path dataDirectory) {
        this(sinkName, clock, random, metrics, dataDirectory, Optional.empty());
    }
}
