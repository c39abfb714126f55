package io.callstream.reader.time;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From when to when records are read, by the time at which Kafka got them.
 *
 * @param from the first moment; empty for the oldest record there is
 * @param to the first moment that no longer belongs to it; empty for the newest record when reading is planned
 */
public record TimeSpan(Optional<Instant> from, Optional<Instant> to) {
    /** Everything that is there. */
    public static final TimeSpan ALL = new TimeSpan(Optional.empty(), Optional.empty());

    public TimeSpan {
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new WrongTimeException("the time span is reversed: it begins at " + from.get() + " and ends at "
                    + to.get() + " (expected the earlier one first)");
        }
    }

    /**
     * Reads the values of {@code --from} and {@code --to}.
     *
     * @throws WrongTimeException if one is no time or still to come, or if they are reversed
     */
    public static TimeSpan parse(@Nullable String from, @Nullable String to, Clock clock) {
        return new TimeSpan(
                Optional.ofNullable(from).map(text -> TimeText.parse("--from", text, clock)),
                Optional.ofNullable(to).map(text -> TimeText.parse("--to", text, clock)));
    }
}
