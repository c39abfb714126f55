package io.callstream.events.column;

/** Hands a value without parts to its column. */
final class OneColumn implements ValueSink {
    private final int column;
    private ColumnSink sink = ColumnSink.NONE;

    OneColumn(int column) {
        this.column = column;
    }

    /** Where the next value goes. */
    void into(ColumnSink next) {
        sink = next;
    }

    @Override
    public void nullValue() {
        sink.setNull(column);
    }

    @Override
    public void bool(boolean value) {
        sink.setBoolean(column, value);
    }

    @Override
    public void number(long value) {
        sink.setLong(column, value);
    }

    @Override
    public void number(float value) {
        sink.setDouble(column, value);
    }

    @Override
    public void number(double value) {
        sink.setDouble(column, value);
    }

    @Override
    public void instantMillis(long value) {
        sink.setLong(column, value);
    }

    @Override
    public void text(byte[] source, int from, int length) {
        sink.setText(column, source, from, length);
    }

    @Override
    public void bytes(byte[] source, int from, int length) {
        sink.setBytes(column, source, from, length);
    }

    @Override
    public void beginList() {
        throw hasParts();
    }

    @Override
    public void endList() {
        throw hasParts();
    }

    @Override
    public void beginObject() {
        throw hasParts();
    }

    @Override
    public void name(byte[] source, int from, int length) {
        throw hasParts();
    }

    @Override
    public void endObject() {
        throw hasParts();
    }

    private static IllegalStateException hasParts() {
        return new IllegalStateException("a value with parts belongs into a column of JSON");
    }
}
