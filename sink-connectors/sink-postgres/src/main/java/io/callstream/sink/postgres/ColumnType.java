package io.callstream.sink.postgres;

import io.callstream.sink.json.EventColumns;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.avro.Schema;

/** The types of columns, and how their values look in a binary {@code COPY}. */
enum ColumnType {
    BOOLEAN("boolean") {
        @Override
        void write(Object value, CopyBuffer out) {
            out.field((boolean) value);
        }
    },
    INTEGER("integer") {
        @Override
        void write(Object value, CopyBuffer out) {
            out.field((int) value);
        }
    },
    BIGINT("bigint") {
        @Override
        void write(Object value, CopyBuffer out) {
            out.field((long) value);
        }
    },
    DOUBLE("double precision") {
        @Override
        void write(Object value, CopyBuffer out) {
            out.field(Double.doubleToLongBits((double) value));
        }
    },
    INSTANT("timestamptz") {
        @Override
        void write(Object value, CopyBuffer out) {
            out.field(ChronoUnit.MICROS.between(YEAR_2000, (Instant) value));
        }
    },
    TEXT("text") {
        @Override
        void write(Object value, CopyBuffer out) {
            out.field(utf8(value));
        }
    },
    TEXTS("text[]") {
        @Override
        void write(Object value, CopyBuffer out) {
            List<?> items = (List<?>) value;
            int begun = out.begin();
            out.number(items.isEmpty() ? 0 : 1); // dimensions
            out.number(0); // no nulls
            out.number(OID_OF_TEXT);
            if (!items.isEmpty()) {
                out.number(items.size());
                out.number(1); // the first index
            }
            items.forEach(item -> out.field(utf8(item)));
            out.end(begun);
        }
    },
    /** Its values are JSON as text. */
    JSON("jsonb") {
        @Override
        void write(Object value, CopyBuffer out) {
            int begun = out.begin();
            out.put((byte) 1); // the only version of this form
            out.put(utf8(value));
            out.end(begun);
        }
    };

    private static final Instant YEAR_2000 = Instant.parse("2000-01-01T00:00:00Z");
    private static final int OID_OF_TEXT = 25;

    private final String sql;

    ColumnType(String sql) {
        this.sql = sql;
    }

    /** The type's name in SQL. */
    String sql() {
        return sql;
    }

    abstract void write(Object value, CopyBuffer out);

    private static byte[] utf8(Object value) {
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }

    static ColumnType of(Schema.Field field) {
        return EventColumns.JSON.contains(field.name()) ? JSON : of(known(field.schema()));
    }

    private static ColumnType of(Schema schema) {
        return switch (schema.getType()) {
            case BOOLEAN -> BOOLEAN;
            case INT -> INTEGER;
            case LONG -> schema.getLogicalType() == null ? BIGINT : INSTANT;
            case DOUBLE -> DOUBLE;
            case STRING -> TEXT;
            case ARRAY -> schema.getElementType().getType() == Schema.Type.STRING ? TEXTS : JSON;
            case MAP -> JSON;
            default -> throw new IllegalArgumentException("no column type for " + schema.getType());
        };
    }

    /** The type beside null. */
    private static Schema known(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow()
                : schema;
    }
}
