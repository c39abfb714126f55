package io.callstream.cli.sql;

import io.callstream.reader.time.TimeSpan;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --from} and {@code --to}: which records are read, by the time at which Kafka got them. */
public final class SpanOptions {
    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "Only records that Kafka got then or later: 2026-11-20T12:00:00Z (UTC without a zone), or a span back (2h, 7d).")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only records that Kafka got before then.")
    private @Nullable String to;

    TimeSpan span(Clock clock) {
        return TimeSpan.parse(from, to, clock);
    }

    boolean given() {
        return from != null || to != null;
    }
}
