package io.callstream.sink.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** What came of a request. */
public sealed interface Answer {
    /**
     * The destination answered.
     *
     * @param retryAfter how long it asked to be left alone, if it did
     * @param body at most {@link HttpOptions#answerCap()} bytes; it may quote the request, so it is never printed
     */
    record Replied(int status, Optional<Duration> retryAfter, byte[] body) implements Answer {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return "Replied[status=" + status + ", " + body.length + " bytes]";
        }
    }

    /**
     * No answer came, or only a part of one.
     *
     * @param reason a short word for metrics and logs
     */
    record Unreachable(String reason) implements Answer {}
}
