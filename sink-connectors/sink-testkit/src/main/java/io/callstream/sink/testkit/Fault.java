package io.callstream.sink.testkit;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a destination can do to a sink. */
public enum Fault {
    /** Answers that it is down, such as status 500 or a refused connection. */
    OUTAGE,
    /** Answers that it is busy and asks to be left alone for {@link #BUSY_FOR}. */
    BUSY,
    /** Refuses the sink's credentials. */
    KEY_REVOKED,
    /** Accepts the request and does not answer within the sink's timeout. */
    SLOW,
    /** Closes the connection in the middle of its answer. */
    CUT_OFF,
    /** Answers well, with a body that does not end. */
    HUGE_REPLY,
    /** Takes some of what it is sent and fails on the rest, and each time fails on fewer. */
    PARTLY;

    public static final Duration BUSY_FOR = Duration.ofSeconds(7);

    /** What a harness says of a destination that can show none of them. */
    public static Map<Fault, String> noneBecause(String reason) {
        return Stream.of(values()).collect(Collectors.toMap(fault -> fault, fault -> reason));
    }
}
