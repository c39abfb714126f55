package io.callstream.sink.sentry;

import io.callstream.events.FailureEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkMetrics;
import io.callstream.sink.failure.Fingerprint;
import io.callstream.sink.failure.Recent;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/** Decides which failures are sent: a sample of them, no more of a kind than a minute may have, none under a long rate limit. */
final class Gate {
    private static final int HEX = 16;
    private static final int SAMPLE_DIGITS = 8;
    private static final int REMEMBERED = 1_000;
    private static final double SAMPLES = 1L << (4 * SAMPLE_DIGITS);

    private final SentrySinkConfig.Limits limits;
    private final Throttle throttle;
    private final Clock clock;
    private final SinkMetrics metrics;
    /** Fewer than the throttle remembers decisions of. */
    private final Map<String, Boolean> taken = new Recent<>(REMEMBERED);

    Gate(SentrySinkConfig.Limits limits, SinkContext context) {
        this.limits = limits;
        this.throttle = new Throttle(limits.perMinute());
        this.clock = context.clock();
        this.metrics = context.metrics();
    }

    /**
     * Empty for a failure that is not sent, else how many of its kind were held back since the last one that was.
     *
     * @param id of the failure at Sentry; the sample follows from it, so that a resend is in it or out of it as before
     */
    OptionalLong admit(FailureEvent failure, String id) {
        if (Long.parseLong(id.substring(0, SAMPLE_DIGITS), HEX) / SAMPLES >= limits.sampleRate()) {
            metrics.count("sampled_out", 1);
            return OptionalLong.empty();
        }
        OptionalLong withheld = throttle.admit(id, Fingerprint.of(failure), clock.instant());
        if (withheld.isEmpty()) {
            metrics.count("throttled", 1);
        }
        return withheld;
    }

    /**
     * The verdict, but for a rate limit that is too long to be waited for: it is taken for delivered, and counted.
     *
     * @param id of what was sent, at Sentry
     */
    Delivery passed(String id, Delivery verdict) {
        boolean tooLong = verdict instanceof Delivery.RetryAfter later
                && later.reason().equals(RateLimits.REASON)
                && later.delay().orElse(Duration.ZERO).compareTo(limits.waitAtMost()) > 0;
        taken(id, verdict instanceof Delivery.Delivered);
        if (tooLong) {
            metrics.count("dropped_by_rate_limit", 1);
            return Delivery.delivered();
        }
        return verdict;
    }

    private void taken(String id, boolean byItself) {
        synchronized (taken) {
            if (byItself) {
                taken.put(id, true);
            } else {
                taken.remove(id);
            }
        }
    }

    /**
     * Whether Sentry itself took it, and not only the sample, the throttle or a rate limit; sent again it speaks to Sentry again, for
     * what was decided of it once stays.
     */
    boolean tookBefore(String id) {
        synchronized (taken) {
            return taken.containsKey(id);
        }
    }
}
