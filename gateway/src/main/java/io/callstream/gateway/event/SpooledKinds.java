package io.callstream.gateway.event;

import io.callstream.events.EventKind;
import io.callstream.spool.CallRole;
import io.callstream.spool.Retention;
import io.callstream.spool.SpoolKind;
import io.callstream.spool.SpoolKinds;
import java.util.Arrays;

/** The kinds of events as the spool keeps them. Their ids stand in its files: none is ever changed, or used for another. */
public final class SpooledKinds {
    private static final SpoolKind PRE_CALL = kind(0, EventKind.PRE_CALL, Retention.REPEATED, CallRole.OPENS);
    private static final SpoolKind CHUNK = kind(1, EventKind.CHUNK, Retention.BULK, CallRole.NONE);
    private static final SpoolKind SUCCESS = kind(2, EventKind.SUCCESS, Retention.LAST, CallRole.ENDS);
    private static final SpoolKind FAILURE = kind(3, EventKind.FAILURE, Retention.LAST, CallRole.ENDS);

    private SpooledKinds() {}

    public static SpoolKinds all() {
        return new SpoolKinds(Arrays.stream(EventKind.values())
                .map(kind -> new SpoolKinds.Written(of(kind), kind.schema()))
                .toList());
    }

    public static SpoolKind of(EventKind kind) {
        return switch (kind) {
            case PRE_CALL -> PRE_CALL;
            case CHUNK -> CHUNK;
            case SUCCESS -> SUCCESS;
            case FAILURE -> FAILURE;
        };
    }

    private static SpoolKind kind(int id, EventKind kind, Retention retention, CallRole role) {
        return new SpoolKind(id, kind.word(), kind.topic(), retention, role);
    }
}
