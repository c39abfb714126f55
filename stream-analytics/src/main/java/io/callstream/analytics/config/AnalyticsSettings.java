package io.callstream.analytics.config;

import io.callstream.analytics.call.CallSettings;
import io.callstream.settings.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code callstream.analytics}: how much runs, and how long things are kept.
 *
 * @param threads threads of each topology in this process
 * @param standbyReplicas further copies of every store on other instances, for a faster take-over
 * @param ledger version of the spending ledger that is written
 * @param prices price map by which calls are rated anew; empty for what the gateway recorded
 * @param rememberIds how long an event's id is remembered, so that it is not counted again
 * @param keepWindows how long rows of minutes can be asked for
 * @param calls how long the parts of a call are waited for
 */
public record AnalyticsSettings(
        int threads,
        int standbyReplicas,
        String ledger,
        Optional<Path> prices,
        Duration rememberIds,
        Duration keepWindows,
        CallSettings calls) {
    /** Longer than the events' topics keep records: a replay of all that is there finds every id. */
    private static final Duration REMEMBER = Duration.ofDays(8);

    private static final Pattern LEDGER = Pattern.compile("[A-Za-z0-9._-]{1,40}");

    /** Reads every key but those of the read API. */
    public static AnalyticsSettings read(Section analytics) {
        String ledger = analytics.text("ledger", "1");
        if (!LEDGER.matcher(ledger).matches()) {
            analytics.problem("ledger", "is '" + ledger + "' (expected up to 40 letters, digits, dots or dashes)");
        }
        return new AnalyticsSettings(
                analytics.integer("threads", 1, 1, 64),
                analytics.integer("standby_replicas", 0, 0, 5),
                ledger,
                analytics.text("prices").map(Path::of),
                span(analytics, "remember_ids", REMEMBER, Duration.ofHours(1)),
                span(analytics, "keep_windows", Duration.ofDays(2), Duration.ofMinutes(5)),
                new CallSettings(
                        span(analytics, "orphan_after", Duration.ofMinutes(15), Duration.ofSeconds(1)),
                        span(analytics, "chunk_grace", Duration.ofSeconds(10), Duration.ofMillis(100)),
                        span(analytics, "keep_calls", Duration.ofHours(24), Duration.ofMinutes(1))));
    }

    private static Duration span(Section section, String key, Duration fallback, Duration least) {
        Duration value = section.duration(key, fallback);
        if (value.compareTo(least) < 0) {
            section.problem(key, "is less than " + least.toSeconds() + " s");
            return fallback;
        }
        return value;
    }
}
