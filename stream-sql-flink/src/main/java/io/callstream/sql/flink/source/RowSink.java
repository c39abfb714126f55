package io.callstream.sql.flink.source;

import io.callstream.events.column.ColumnSink;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.jspecify.annotations.Nullable;

/** Collects the values of one row after the other. For one thread. */
final class RowSink implements ColumnSink {
    private final List<ColumnKind> kinds;
    private GenericRowData row;

    RowSink(List<ColumnKind> kinds) {
        this.kinds = kinds;
        this.row = new GenericRowData(kinds.size());
    }

    /** The row that has been set; the next values belong to another. */
    GenericRowData take() {
        GenericRowData taken = row;
        row = new GenericRowData(kinds.size());
        return taken;
    }

    private void set(int column, @Nullable Object value) {
        row.setField(kinds.get(column).place(), value);
    }

    @Override
    public void setNull(int column) {
        set(column, null);
    }

    @Override
    public void setBoolean(int column, boolean value) {
        set(column, value);
    }

    @Override
    public void setLong(int column, long value) {
        set(
                column,
                switch (kinds.get(column).form()) {
                    case INTEGER -> (Object) (int) value;
                    case MOMENT -> TimestampData.fromEpochMillis(value);
                    default -> value;
                });
    }

    @Override
    public void setDouble(int column, double value) {
        set(column, value);
    }

    @Override
    public void setText(int column, byte[] source, int from, int length) {
        ColumnKind kind = kinds.get(column);
        set(
                column,
                switch (kind.form()) {
                    case NESTED -> NestedValues.parsed(source, from, length, kind.type());
                    case FOREIGN_JSON -> StringData.fromBytes(JsonCheck.json(copy(source, from, length)));
                    default -> StringData.fromBytes(copy(source, from, length));
                });
    }

    @Override
    public void setBytes(int column, byte[] source, int from, int length) {
        set(column, StringData.fromBytes(Base64.getEncoder().encode(copy(source, from, length))));
    }

    private static byte[] copy(byte[] source, int from, int length) {
        return Arrays.copyOfRange(source, from, from + length);
    }
}
