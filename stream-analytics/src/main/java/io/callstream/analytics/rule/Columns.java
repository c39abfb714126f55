package io.callstream.analytics.rule;

import io.callstream.analytics.serde.Ends;
import io.callstream.events.EventKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.Schema.Type;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Columns that rules may name: those of the events that hold one value or a list of texts, and {@code day}. */
public final class Columns {
    /** Day of the event's own time (UTC), such as 2026-11-26. */
    public static final String DAY = "day";

    /** How a column is compared. */
    enum Kind {
        TEXT,
        NUMBER,
        FLAG
    }

    private static final Map<String, Kind> KNOWN = known();

    private Columns() {}

    private static Map<String, Kind> known() {
        Map<String, Kind> known = new LinkedHashMap<>();
        known.put(DAY, Kind.TEXT);
        for (EventKind event : new EventKind[] {EventKind.PRE_CALL, EventKind.SUCCESS, EventKind.FAILURE}) {
            for (Field field : event.schema().getFields()) {
                Kind kind = kind(field.schema());
                if (kind != null && !field.name().endsWith("_body")) {
                    known.put(field.name(), kind);
                }
            }
        }
        return Map.copyOf(known);
    }

    private static @Nullable Kind kind(Schema schema) {
        Schema value = schema.getType() == Type.UNION ? schema.getTypes().get(1) : schema;
        if (value.getLogicalType() != null) {
            return null;
        }
        return switch (value.getType()) {
            case STRING -> Kind.TEXT;
            case INT, LONG -> Kind.NUMBER;
            case BOOLEAN -> Kind.FLAG;
            case ARRAY -> value.getElementType().getType() == Type.STRING ? Kind.TEXT : null;
            default -> null;
        };
    }

    public static Collection<String> names() {
        return KNOWN.keySet();
    }

    public static boolean has(String name) {
        return KNOWN.containsKey(name);
    }

    static Kind kind(String name) {
        Kind kind = KNOWN.get(name);
        if (kind == null) {
            throw new IllegalArgumentException("there is no column '" + name + "'");
        }
        return kind;
    }

    /** The column's value: a text, a number, a flag or a list; null when there is none. */
    public static @Nullable Object value(SpecificRecord event, String name) {
        if (name.equals(DAY)) {
            return Ends.value(event, "event_time") instanceof Instant time
                    ? LocalDate.ofInstant(time, ZoneOffset.UTC).toString()
                    : null;
        }
        return Ends.value(event, name);
    }
}
