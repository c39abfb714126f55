package io.callstream.spool;

import io.callstream.events.EventKind;
import java.util.ArrayList;
import java.util.List;

/** The kinds of an event's spool, as the gateway gives them. */
public final class TestKinds {
    public static final SpoolKind PRE_CALL = kind(0, EventKind.PRE_CALL, Retention.REPEATED, CallRole.OPENS);
    public static final SpoolKind CHUNK = kind(1, EventKind.CHUNK, Retention.BULK, CallRole.NONE);
    public static final SpoolKind SUCCESS = kind(2, EventKind.SUCCESS, Retention.LAST, CallRole.ENDS);
    public static final SpoolKind FAILURE = kind(3, EventKind.FAILURE, Retention.LAST, CallRole.ENDS);

    /** Kinds that a later build may have. */
    public static final SpoolKind SESSION = new SpoolKind(4, "session", "llm.session", Retention.LAST, CallRole.NONE);

    public static final SpoolKind TRACE = new SpoolKind(90, "trace", "llm.trace", Retention.BULK, CallRole.NONE);

    private TestKinds() {}

    /** All that a later build may have. */
    public static SpoolKinds later() {
        List<SpoolKinds.Written> later = new ArrayList<>(all().all());
        later.add(new SpoolKinds.Written(SESSION, EventKind.PRE_CALL.schema()));
        later.add(new SpoolKinds.Written(TRACE, EventKind.CHUNK.schema()));
        return new SpoolKinds(later);
    }

    public static SpoolKinds all() {
        return new SpoolKinds(List.of(
                new SpoolKinds.Written(PRE_CALL, EventKind.PRE_CALL.schema()),
                new SpoolKinds.Written(CHUNK, EventKind.CHUNK.schema()),
                new SpoolKinds.Written(SUCCESS, EventKind.SUCCESS.schema()),
                new SpoolKinds.Written(FAILURE, EventKind.FAILURE.schema())));
    }

    private static SpoolKind kind(int id, EventKind kind, Retention retention, CallRole role) {
        return new SpoolKind(id, kind.word(), kind.topic(), retention, role);
    }
}
