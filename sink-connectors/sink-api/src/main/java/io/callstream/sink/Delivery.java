package io.callstream.sink;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What became of a batch. The sink only says so; the runtime alone waits, retries, splits, writes dead letters and
 * commits.
 *
 * <p>Three failures are never mixed: a bad <em>event</em> is {@link Rejected}, a <em>destination</em> that is down or
 * busy is {@link RetryAfter}, a <em>configuration</em> that cannot work is {@link Hold}.
 */
public sealed interface Delivery {
    /** Every event of the batch has arrived, for good. */
    record Delivered() implements Delivery {}

    /**
     * The destination cannot take the batch now; nothing of it counts as delivered. Tried again without end, with
     * growing pauses: an outage never makes a dead letter.
     *
     * @param delay how long the destination asked to wait, if it did; no time at all, or a past one, counts as not asked, so that
     *     a {@code Retry-After: 0} in an outage does not make the pauses short
     * @param reason a short word for metrics and logs, such as {@code http_503}; no content
     */
    record RetryAfter(Optional<Duration> delay, String reason) implements Delivery {
        public RetryAfter {
            delay = delay.filter(asked -> asked.compareTo(Duration.ZERO) > 0);
        }
    }

    /**
     * The destination refused the batch for good, because of what is in it. A batch of more than one event is split
     * until the bad event stands alone; that one becomes a dead letter.
     *
     * @param reason what the destination said, without content of the calls
     */
    record Rejected(String reason) implements Delivery {}

    /**
     * The destination answered event by event. Events that are named in neither part have arrived.
     *
     * @param rejected event ids that were refused for good, each with the reason
     * @param retry event ids that should be sent again
     * @param delay how long the destination asked to wait before that, if it did; no time at all counts as not asked
     */
    record Partial(Map<String, String> rejected, Set<String> retry, Optional<Duration> delay) implements Delivery {
        public Partial {
            rejected = Map.copyOf(rejected);
            retry = Set.copyOf(retry);
            delay = delay.filter(asked -> asked.compareTo(Duration.ZERO) > 0);
            if (rejected.isEmpty() && retry.isEmpty()) {
                throw new IllegalArgumentException("a partial delivery names at least one event that did not arrive");
            }
        }
    }

    /**
     * Nothing can be delivered until somebody changes something: a revoked key, a wrong address, an unpaid bill. The
     * sink stops, keeps its place, loses nothing, and says so; it probes now and then whether the trouble is over.
     */
    record Hold(String reason) implements Delivery {}

    static Delivery delivered() {
        return new Delivered();
    }

    static Delivery retry(String reason) {
        return new RetryAfter(Optional.empty(), reason);
    }

    static Delivery retryAfter(Duration delay, String reason) {
        return new RetryAfter(Optional.of(delay), reason);
    }

    static Delivery rejected(String reason) {
        return new Rejected(reason);
    }

    static Delivery hold(String reason) {
        return new Hold(reason);
    }
}
