package io.callstream.events.column;

/** Takes one value, piece by piece. */
interface ValueSink {
    void nullValue();

    void bool(boolean value);

    void number(long value);

    void number(float value);

    void number(double value);

    void instantMillis(long value);

    void text(byte[] source, int from, int length);

    void bytes(byte[] source, int from, int length);

    void beginList();

    void endList();

    void beginObject();

    void name(byte[] source, int from, int length);

    void endObject();
}
