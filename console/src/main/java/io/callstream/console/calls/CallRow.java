package io.callstream.console.calls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.console.web.Json;
import io.callstream.events.EventKind;
import io.callstream.events.erasure.Owner;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call as the list shows it: by its end, or while it has none by its pre-call. Never changes.
 *
 * <p>A class and no record: its columns are as many as {@link CallColumn} has.
 */
public final class CallRow {
    private final EventKind kind;
    private final Place place;
    private final @Nullable Object[] values;

    CallRow(EventKind kind, Place place, @Nullable Object[] values) {
        this.kind = kind;
        this.place = place;
        this.values = values;
    }

    /** Where its event stands in Kafka. */
    public record Place(String topic, int partition, long offset) {}

    /** Newest first: by the call's beginning, then by its id. */
    record Order(long startedAt, String callId) implements Comparable<Order> {
        @Override
        public int compareTo(Order other) {
            int byTime = Long.compare(other.startedAt, startedAt);
            return byTime != 0 ? byTime : other.callId.compareTo(callId);
        }
    }

    Order order() {
        return new Order(startedAt(), callId());
    }

    public EventKind kind() {
        return kind;
    }

    public Place place() {
        return place;
    }

    public String callId() {
        return text(CallColumn.CALL_ID).orElse("");
    }

    /** In milliseconds; of a call without an end, when it was accepted. */
    public long startedAt() {
        return number(CallColumn.STARTED_AT)
                .or(() -> number(CallColumn.EVENT_TIME))
                .orElse(0L);
    }

    /** {@code success}, {@code failure}, or {@code open} for a call without an end; as the table {@code calls} has it. */
    public String outcome() {
        return kind.terminal() ? kind.word() : "open";
    }

    public Optional<String> text(CallColumn column) {
        return Optional.ofNullable(values[column.ordinal()]).map(Object::toString);
    }

    public Optional<Long> number(CallColumn column) {
        return values[column.ordinal()] instanceof Long number ? Optional.of(number) : Optional.empty();
    }

    /** As it is compared: a text, a number, a truth value. */
    @Nullable Object value(CallColumn column) {
        return values[column.ordinal()];
    }

    /** Whose it is. */
    public Owner owner() {
        return new Owner(
                text(CallColumn.CALL_ID).orElse(null),
                text(CallColumn.END_USER).orElse(null),
                text(CallColumn.USER_ID).orElse(null),
                text(CallColumn.KEY_HASH).orElse(null));
    }

    /** Every column that is not null, under its name, and the outcome. */
    ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("outcome", outcome());
        for (CallColumn column : CallColumn.values()) {
            Object value = values[column.ordinal()];
            if (value instanceof Long number) {
                json.put(column.column(), number);
            } else if (value instanceof Boolean flag) {
                json.put(column.column(), flag);
            } else if (value != null) {
                json.put(column.column(), value.toString());
            }
        }
        json.put("started_at", startedAt());
        return json;
    }
}
