package io.callstream.cli.time;

import io.callstream.reader.time.TimeText;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --from}, as every command takes it. */
public final class FromOption {
    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "From this time on: 2026-11-20, 2026-11-20T12:00:00Z (UTC without a zone), or a span back (2h, 7d).")
    private @Nullable String from;

    /**
     * The time; empty when none was given.
     *
     * @throws io.callstream.reader.time.WrongTimeException if it is none, or one that is still to come
     */
    public Optional<Instant> time(Clock clock) {
        return Optional.ofNullable(from).map(text -> TimeText.parse("--from", text, clock));
    }

    /** Whether there is one. */
    public boolean given() {
        return from != null;
    }
}
