package io.callstream.sink.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What came of a request. */
public sealed interface Answer {
    /**
     * The destination answered.
     *
     * @param retryAfter how long it asked to be left alone, if it did
     * @param headers of the answer, by lower-case name; of a repeated one the first
     * @param body at most {@link HttpOptions#answerCap()} bytes; it may quote the request, so it is never printed
     */
    record Replied(int status, Optional<Duration> retryAfter, Map<String, String> headers, byte[] body)
            implements Answer {
        public Replied {
            headers = Map.copyOf(headers);
        }

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
