package io.callstream.console.calls;

import io.callstream.events.EventKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a row of a call says: columns of the events, under their own names, and none of a call's content. */
public enum CallColumn {
    CALL_ID,
    EVENT_TIME,
    STARTED_AT,
    CALL_TYPE,
    MODEL_GROUP,
    MODEL,
    PROVIDER,
    DEPLOYMENT_ID,
    KEY_ALIAS,
    KEY_HASH,
    TEAM_ID,
    USER_ID,
    END_USER,
    SESSION_ID,
    TRACE_ID,
    STREAM,
    CACHE_HIT,
    PROMPT_TOKENS,
    COMPLETION_TOKENS,
    TOTAL_TOKENS,
    COST_NANO_USD,
    TTFT_US,
    DURATION_US,
    RETRY_COUNT,
    CHUNK_COUNT,
    FINISH_REASON,
    ERROR_CODE,
    HTTP_STATUS,
    CAPTURE,
    TAGS;

    private static final CallColumn[] ALL = values();
    private final String column = name().toLowerCase(Locale.ROOT);

    /** Its name in events, and in SQL. */
    public String column() {
        return column;
    }

    static int count() {
        return ALL.length;
    }

    /** Those that events of this kind have. */
    static List<CallColumn> of(EventKind kind) {
        return Stream.of(ALL)
                .filter(each -> kind.schema().getField(each.column) != null)
                .toList();
    }

    static Optional<CallColumn> named(String name) {
        return Stream.of(ALL).filter(each -> each.column.equals(name)).findFirst();
    }
}
