package io.callstream.sql.flink.source;

import java.io.Serializable;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * How a scanned value becomes one of Flink's.
 *
 * @param type Flink's type of the column
 * @param form what the scan gives
 * @param place where it stands in Flink's row
 */
public record ColumnKind(LogicalType type, Form form, int place) implements Serializable {
    /** What a scan gives for a column. */
    public enum Form {
        /** A value of its own type. */
        PLAIN,
        /** 32 bits. */
        INTEGER,
        /** Milliseconds since 1970. */
        MOMENT,
        /** A list, map or record as JSON text. */
        NESTED,
        /** JSON that somebody else wrote, and that may be none. */
        FOREIGN_JSON
    }
}
