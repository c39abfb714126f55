package io.callstream.cli.time;

import io.callstream.reader.time.TimeSpan;
import io.callstream.reader.time.TimeText;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --from} and {@code --to}: a span of time. By whose clock, and of what, is the command's to say. */
public final class SpanOptions {
    @Mixin
    private FromOption from = new FromOption();

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "Up to this time, which is not part of it (default: now).")
    private @Nullable String to;

    /**
     * The span; everything when none of the options was given.
     *
     * @throws io.callstream.reader.time.WrongTimeException if one is no time or still to come, or if they are reversed
     */
    public TimeSpan span(Clock clock) {
        return new TimeSpan(from.time(clock), Optional.ofNullable(to).map(text -> TimeText.parse("--to", text, clock)));
    }

    /** Whether one of the two was given. */
    public boolean given() {
        return to != null || begins();
    }

    /** Whether {@code --from} was given. */
    public boolean begins() {
        return from.given();
    }
}
