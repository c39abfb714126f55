package io.callstream.analytics.config;

import io.callstream.analytics.call.CallSettings;
import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

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
    static final Key<Boolean> ENABLED =
            Key.flag("enabled").byDefault("true").says("Whether `up` and `demo` run analytics.");
    static final Key<Integer> THREADS = Key.integer("threads")
            .min("1")
            .max("64")
            .byDefault("1")
            .says("Threads of each of the four in this process.");
    static final Key<Integer> STANDBY_REPLICAS = Key.integer("standby_replicas")
            .min("0")
            .max("5")
            .byDefault("0")
            .says("Further copies of every store on other instances, which take over at once.");
    static final Key<String> LEDGER = Key.text("ledger")
            .expecting(name -> name.matches("[A-Za-z0-9._-]{1,40}"), "up to 40 letters, digits, dots or dashes")
            .byDefault("1")
            .says("Version of the spending ledger that is written and shown.");
    static final Key<Optional<Path>> PRICES = Key.path("prices")
            .optional()
            .says(
                    "Price map by which calls are rated anew; by default they cost what the gateway recorded. Give it another"
                            + " `ledger`.");

    /** Longer than the events' topics keep records: a replay of all that is there finds every id. */
    static final Key<Duration> REMEMBER_IDS = Key.duration("remember_ids")
            .min("1h")
            .byDefault("8d")
            .says("How long the id of an event is remembered, so that it is not counted again.");

    static final Key<Duration> ORPHAN_AFTER = Key.duration("orphan_after")
            .min("1s")
            .byDefault("15m")
            .says("A call without an end is written as an orphan after this time.");
    static final Key<Duration> CHUNK_GRACE = Key.duration("chunk_grace")
            .min("100ms")
            .byDefault("10s")
            .says("How long an ended call waits for what has not come.");
    static final Key<Duration> KEEP_CALLS =
            Key.duration("keep_calls").min("1m").byDefault("24h").says("How long a written row can be asked for.");
    static final Key<Duration> KEEP_WINDOWS =
            Key.duration("keep_windows").min("5m").byDefault("2d").says("How long rows of minutes can be asked for.");

    /** Reads every key but those of the read API. */
    public static AnalyticsSettings read(Section analytics) {
        return new AnalyticsSettings(
                analytics.get(THREADS),
                analytics.get(STANDBY_REPLICAS),
                analytics.get(LEDGER),
                analytics.get(PRICES),
                analytics.get(REMEMBER_IDS),
                analytics.get(KEEP_WINDOWS),
                new CallSettings(analytics.get(ORPHAN_AFTER), analytics.get(CHUNK_GRACE), analytics.get(KEEP_CALLS)));
    }
}
