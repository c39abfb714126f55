package io.callstream.replay.plan;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A replay's name; a part of its consumer group's.
 *
 * @param text letters, digits, dashes and underscores, at most 64
 */
public record JobId(String text) {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** @throws ReplayRefusedException if it is no such name */
    public JobId {
        if (!ALLOWED.matcher(text).matches()) {
            throw new ReplayRefusedException("--job " + text
                    + " is no name for a job (expected at most 64 letters, digits, dashes and underscores)");
        }
    }

    /** A name that nobody else has: the time, and a few random digits. */
    public static JobId fresh(Instant now, RandomGenerator random) {
        return new JobId(STAMP.format(now) + String.format(Locale.ROOT, "-%04x", random.nextInt(1 << 16)));
    }

    @Override
    public String toString() {
        return text;
    }
}
