package io.callstream.events.column;

/** Forgets every value. */
final class NoColumns implements ColumnSink {
    @Override
    public void setNull(int column) {}

    @Override
    public void setBoolean(int column, boolean value) {}

    @Override
    public void setLong(int column, long value) {}

    @Override
    public void setDouble(int column, double value) {}

    @Override
    public void setText(int column, byte[] source, int from, int length) {}

    @Override
    public void setBytes(int column, byte[] source, int from, int length) {}
}
