package io.callstream.sink.runtime.observe;

import io.callstream.sink.runtime.deliver.Trouble;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a sink does, by all that keeps it from delivering: each trouble begins and ends by itself, and while several last,
 * the worst is shown. Safe for use by several threads.
 */
final class StatusReasons {
    private static final Logger log = LoggerFactory.getLogger(StatusReasons.class);

    private final String sink;
    private final Clock clock;
    private final Map<Trouble, String> troubles = new EnumMap<>(Trouble.class);
    private boolean started;
    private boolean stopped;
    private volatile Now now;

    StatusReasons(String sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
        this.now = new Now(SinkStatus.State.STARTING, "", clock.instant());
    }

    /** The state, why, and since when. */
    record Now(SinkStatus.State state, String reason, Instant since) {}

    Now now() {
        return now;
    }

    synchronized boolean has(Trouble what) {
        return troubles.containsKey(what);
    }

    synchronized void trouble(Trouble what, String reason) {
        if (!reason.equals(troubles.put(what, reason))) {
            change();
        }
    }

    synchronized void over(Trouble what) {
        if (troubles.remove(what) != null) {
            change();
        }
    }

    /** It reads, or delivers. */
    synchronized void started() {
        if (!started) {
            started = true;
            change();
        }
    }

    synchronized void stopped() {
        stopped = true;
        change();
    }

    private void change() {
        Now before = now;
        SinkStatus.State state = state();
        boolean same = before.state() == state;
        String reason = stopped ? "" : troubles.values().stream().findFirst().orElse("");
        now = new Now(state, reason, same ? before.since() : clock.instant());
        if (!same) {
            report(now);
        }
    }

    private SinkStatus.State state() {
        if (stopped) {
            return SinkStatus.State.STOPPED;
        }
        if (troubles.isEmpty()) {
            return started ? SinkStatus.State.RUNNING : SinkStatus.State.STARTING;
        }
        return troubles.keySet().stream().anyMatch(Trouble::held) ? SinkStatus.State.HELD : SinkStatus.State.WAITING;
    }

    /** One log line a change of state, not one a try. */
    private void report(Now changed) {
        if (changed.state() == SinkStatus.State.HELD) {
            log.error("sink held, its place is kept: sink={} reason={}", sink, changed.reason());
        } else if (changed.state() == SinkStatus.State.WAITING) {
            log.warn("sink waits: sink={} reason={}", sink, changed.reason());
        } else {
            log.info("sink {}: sink={}", changed.state().name().toLowerCase(Locale.ROOT), sink);
        }
    }
}
