package io.callstream.analytics.serde;

import java.util.Optional;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Columns of terminal events by name, whichever of the two an event is. */
public final class Ends {
    private Ends() {}

    /** The column's value; null when it is null, or the event has no such column. */
    public static @Nullable Object value(SpecificRecord event, String column) {
        Field field = event.getSchema().getField(column);
        return field == null ? null : event.get(field.pos());
    }

    public static @Nullable String text(SpecificRecord event, String column) {
        Object value = value(event, column);
        return value == null ? null : value.toString();
    }

    public static Optional<Long> number(SpecificRecord event, String column) {
        return value(event, column) instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
    }

    public static long numberOrZero(SpecificRecord event, String column) {
        return number(event, column).orElse(0L);
    }
}
