package io.callstream.sink.slack;

import java.time.Instant;

/**
 * How often something failed.
 *
 * @param first time of the earliest, by the gateways' clocks
 * @param last time of the latest
 * @param exampleCall one of the calls
 */
record Tally(long count, Instant first, Instant last, String exampleCall) {
    Tally and(Tally other) {
        return new Tally(
                count + other.count,
                first.isBefore(other.first) ? first : other.first,
                last.isAfter(other.last) ? last : other.last,
                exampleCall);
    }
}
