package io.callstream.sink.slack;

import io.callstream.sink.http.Target;
import java.time.Duration;

/**
 * Where and how often to speak.
 *
 * @param webhook the incoming webhook; its address is the secret
 * @param digestEvery failures of a kind that was told already are counted for this long, then told in one message
 * @param oldAfter a failure older than this is no news (a backlog, a replay) and only counted
 * @param timeout from the start of a request to the end of its answer
 */
public record SlackSinkConfig(Target webhook, Duration digestEvery, Duration oldAfter, Duration timeout) {
    public SlackSinkConfig {
        if (digestEvery.compareTo(Duration.ofSeconds(1)) < 0 || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "digests come a second apart at least, and requests need time: digest_every " + digestEvery
                            + ", timeout " + timeout);
        }
    }
}
