package io.callstream.console.calls;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What calls can be filtered by: the short word that people type, and the column that it means. */
enum CallField {
    STATUS(row -> Optional.of(row.outcome()), "outcome"),
    MODEL(CallColumn.MODEL_GROUP),
    PROVIDER(CallColumn.PROVIDER),
    DEPLOYMENT(CallColumn.DEPLOYMENT_ID),
    KEY(CallColumn.KEY_ALIAS),
    KEY_HASH(CallColumn.KEY_HASH),
    TEAM(CallColumn.TEAM_ID),
    USER(CallColumn.USER_ID),
    END_USER(CallColumn.END_USER),
    SESSION(CallColumn.SESSION_ID),
    TYPE(CallColumn.CALL_TYPE),
    ERROR(CallColumn.ERROR_CODE),
    FINISH(CallColumn.FINISH_REASON),
    STREAM(CallColumn.STREAM),
    CACHED(CallColumn.CACHE_HIT),
    CODE(CallColumn.HTTP_STATUS, 1),
    TOKENS(CallColumn.TOTAL_TOKENS, 1),
    RETRIES(CallColumn.RETRY_COUNT, 1),
    CHUNKS(CallColumn.CHUNK_COUNT, 1),
    COST(CallColumn.COST_NANO_USD, 1e9),
    TTFT(CallColumn.TTFT_US, 1e6),
    DURATION(CallColumn.DURATION_US, 1e6);

    private final Function<CallRow, Optional<String>> text;
    private final Function<CallRow, Optional<Long>> number;
    private final String column;
    private final double unit;

    CallField(Function<CallRow, Optional<String>> text, String column) {
        this.text = text;
        this.number = row -> Optional.empty();
        this.column = column;
        this.unit = 0;
    }

    CallField(CallColumn column) {
        this(row -> row.text(column), column.column());
    }

    /** @param unit how many of the column's units are one of those that people write: dollars, seconds */
    CallField(CallColumn column, double unit) {
        this.text = row -> row.text(column);
        this.number = row -> row.number(column);
        this.column = column.column();
        this.unit = unit;
    }

    static Optional<CallField> of(String word) {
        return Stream.of(values()).filter(field -> field.word().equals(word)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String column() {
        return column;
    }

    boolean numeric() {
        return unit > 0;
    }

    /** Whether what people write is a span of time. */
    boolean time() {
        return this == TTFT || this == DURATION;
    }

    double unit() {
        return unit;
    }

    Optional<String> textOf(CallRow row) {
        return text.apply(row);
    }

    Optional<Long> numberOf(CallRow row) {
        return number.apply(row);
    }
}
