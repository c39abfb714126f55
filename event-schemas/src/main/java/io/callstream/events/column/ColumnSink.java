package io.callstream.events.column;

/**
 * Takes the values of one row after the other. For each row every projected column is set exactly once, in any order; when the row turns
 * out to be unreadable, some may have been set before the decoder throws, and the next row sets them again.
 */
public interface ColumnSink {
    /** Forgets everything. */
    ColumnSink NONE = new NoColumns();

    void setNull(int column);

    void setBoolean(int column, boolean value);

    /** {@link ColumnType#INTEGER}, {@link ColumnType#LONG} and {@link ColumnType#TIMESTAMP_MILLIS}. */
    void setLong(int column, long value);

    void setDouble(int column, double value);

    /** {@link ColumnType#TEXT} and {@link ColumnType#JSON}: UTF-8 as the record has it, which nobody has checked. */
    void setText(int column, byte[] source, int from, int length);

    void setBytes(int column, byte[] source, int from, int length);
}
