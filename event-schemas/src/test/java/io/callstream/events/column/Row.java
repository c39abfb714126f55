package io.callstream.events.column;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps the values of one row as objects. */
final class Row implements ColumnSink {
    private final TreeMap<Integer, @Nullable Object> values = new TreeMap<>();

    TreeMap<Integer, @Nullable Object> values() {
        return values;
    }

    @Override
    public void setNull(int column) {
        values.put(column, null);
    }

    @Override
    public void setBoolean(int column, boolean value) {
        values.put(column, value);
    }

    @Override
    public void setLong(int column, long value) {
        values.put(column, value);
    }

    @Override
    public void setDouble(int column, double value) {
        values.put(column, value);
    }

    @Override
    public void setText(int column, byte[] source, int from, int length) {
        values.put(column, new String(source, from, length, StandardCharsets.UTF_8));
    }

    @Override
    public void setBytes(int column, byte[] source, int from, int length) {
        values.put(column, ByteBuffer.wrap(Arrays.copyOfRange(source, from, from + length)));
    }
}
