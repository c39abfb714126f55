package io.callstream.sink.sentry;

import io.callstream.sink.failure.Fingerprint;
import io.callstream.sink.failure.Recent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/** Lets so many failures of a kind pass in a minute and counts the rest. For any thread. */
final class Throttle {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int REMEMBERED_KINDS = 1_000;
    private static final int REMEMBERED_EVENTS = 10_000;

    private final int perWindow;
    private final Map<Fingerprint, Window> kinds = new Recent<>(REMEMBERED_KINDS);
    /** What was decided of each, because an event may be delivered twice. */
    private final Map<String, OptionalLong> decided = new Recent<>(REMEMBERED_EVENTS);

    Throttle(int perWindow) {
        this.perWindow = perWindow;
    }

    /** Empty if the failure is held back, else how many of its kind were since the last one that was not. */
    synchronized OptionalLong admit(String id, Fingerprint kind, Instant now) {
        return decided.computeIfAbsent(id, unknown -> {
            Window window = kinds.computeIfAbsent(kind, first -> new Window(now));
            return window.admit(now, perWindow);
        });
    }

    private static final class Window {
        private Instant begun;
        private int passed;
        private long withheld;

        Window(Instant begun) {
            this.begun = begun;
        }

        OptionalLong admit(Instant now, int most) {
            if (!begun.plus(WINDOW).isAfter(now)) {
                begun = now;
                passed = 0;
            }
            if (passed == most) {
                withheld++;
                return OptionalLong.empty();
            }
            passed++;
            long before = withheld;
            withheld = 0;
            return OptionalLong.of(before);
        }
    }
}
