package io.callstream.sink.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a fake destination answers. */
public record FakeReply(int status, Map<String, String> headers, byte[] body) {
    public FakeReply(int status, Map<String, String> headers, String body) {
        this(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    public static FakeReply ok(String body) {
        return status(200, body);
    }

    public static FakeReply status(int status, String body) {
        return new FakeReply(status, Map.of(), body);
    }

    /** The answer that goes with a fault of a destination that still answers. */
    static FakeReply busy() {
        return new FakeReply(429, Map.of("Retry-After", Long.toString(Fault.BUSY_FOR.toSeconds())), "slow down");
    }
}
