package io.callstream.sink.http;

import io.callstream.settings.Key;
import java.time.Duration;

/**
 * How requests are sent.
 *
 * @param timeout from the start of a request to the last byte of its answer
 * @param gzip whether request bodies are compressed
 * @param answerCap most bytes of an answer that are read; what follows is not waited for
 */
public record HttpOptions(Duration timeout, boolean gzip, int answerCap) {
    /** Answers are read for the few words they hold; none of our destinations needs more. */
    private static final int ANSWER_CAP = 64 << 10;

    public HttpOptions {
        if (timeout.isZero() || timeout.isNegative() || answerCap < 1) {
            throw new IllegalArgumentException(
                    "a request needs time and room for an answer: timeout " + timeout + ", answer cap " + answerCap);
        }
    }

    /**
     * The setting of {@link #timeout}.
     *
     * @param usual its default, as written in a file
     */
    public static Key<Duration> timeout(String usual) {
        return Key.duration("timeout")
                .min("1ms")
                .byDefault(usual)
                .says("Longest time from the start of a request to the end of its answer.");
    }

    public static HttpOptions of(Duration timeout, boolean gzip) {
        return new HttpOptions(timeout, gzip, ANSWER_CAP);
    }
}
