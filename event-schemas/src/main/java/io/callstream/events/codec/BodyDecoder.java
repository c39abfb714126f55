package io.callstream.events.codec;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.AvroTypeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro's binary form from an array that may hold anything: whatever a length says, it is compared with the bytes
 * that are left before anything is made of that length. Avro's own reader makes the array first. What is wrong with a body is thrown as whatever Avro's
 * decoders throw. For one thread.
 */
public final class BodyDecoder extends Decoder {
    /** Strings, records and entries in a record's lists and maps together, however small: each costs many bytes of memory. */
    static final int MOST_ITEMS = 500_000;

    private static final int MORE = 0x80;
    private static final int LOW = 0x7F;
    private static final int BITS = 7;
    private static final int LONG_BITS = 63;

    private final byte[] bytes;
    private int at;
    private long items;

    /** @param from where the body begins, such as {@link ConfluentFrame#HEADER_BYTES} */
    public BodyDecoder(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    /** How many bytes have not been read. */
    int left() {
        return bytes.length - at;
    }

    private byte next() throws EOFException {
        if (at >= bytes.length) {
            throw new EOFException("the record ends too early");
        }
        return bytes[at++];
    }

    /** The array that is read. */
    public byte[] array() {
        return bytes;
    }

    /**
     * Passes the bytes of a text or byte string whose length has been read.
     *
     * @return where in {@link #array} they begin
     */
    public int pass(long length) throws IOException {
        if (length < 0 || length > left()) {
            throw new EOFException("a length is " + length + " with " + left() + " bytes left");
        }
        int from = at;
        at += (int) length;
        return from;
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() throws IOException {
        return next() == 1;
    }

    @Override
    public int readInt() throws IOException {
        long value = readLong();
        if (value != (int) value) {
            throw new AvroTypeException("a number is too large for its column");
        }
        return (int) value;
    }

    @Override
    public long readLong() throws IOException {
        if (at < bytes.length && bytes[at] >= 0) { // most numbers have one byte
            int folded = bytes[at++];
            return folded >>> 1 ^ -(folded & 1);
        }
        return longOfManyBytes();
    }

    private long longOfManyBytes() throws IOException {
        long folded = 0;
        for (int shift = 0; shift <= LONG_BITS; shift += BITS) {
            byte part = next();
            folded |= (long) (part & LOW) << shift;
            if ((part & MORE) == 0) {
                return folded >>> 1 ^ -(folded & 1);
            }
        }
        throw new AvroTypeException("a number has too many bytes");
    }

    @Override
    public float readFloat() throws IOException {
        return Float.intBitsToFloat(little(pass(Float.BYTES)));
    }

    @Override
    public double readDouble() throws IOException {
        int from = pass(Double.BYTES);
        long low = little(from) & 0xFFFF_FFFFL;
        return Double.longBitsToDouble(low | (long) little(from + Integer.BYTES) << Integer.SIZE);
    }

    private int little(int from) {
        int value = 0;
        for (int i = Integer.BYTES - 1; i >= 0; i--) {
            value = value << Byte.SIZE | bytes[from + i] & 0xFF;
        }
        return value;
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws IOException {
        return new Utf8(copy(readLong()));
    }

    private byte[] copy(long length) throws IOException {
        int from = pass(length);
        return Arrays.copyOfRange(bytes, from, from + (int) length);
    }

    @Override
    public String readString() throws IOException {
        long length = readLong();
        return new String(bytes, pass(length), (int) length, StandardCharsets.UTF_8);
    }

    @Override
    public void skipString() throws IOException {
        pass(readLong());
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
        return ByteBuffer.wrap(copy(readLong()));
    }

    @Override
    public void skipBytes() throws IOException {
        pass(readLong());
    }

    @Override
    public void readFixed(byte[] target, int start, int length) throws IOException {
        System.arraycopy(bytes, pass(length), target, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        pass(length);
    }

    @Override
    public int readEnum() throws IOException {
        return readInt();
    }

    @Override
    public int readIndex() throws IOException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws IOException {
        return block();
    }

    @Override
    public long arrayNext() throws IOException {
        return block();
    }

    @Override
    public long readMapStart() throws IOException {
        return block();
    }

    @Override
    public long mapNext() throws IOException {
        return block();
    }

    /** How many items follow; a negative count is followed by the block's size in bytes, which nobody needs. */
    private long block() throws IOException {
        long count = readLong();
        if (count < 0) {
            count = -count;
            readLong();
        }
        items += count;
        if (count < 0 || count > left() || items > MOST_ITEMS) {
            throw new AvroTypeException("a list has " + count + " items with " + left() + " bytes left");
        }
        return count;
    }

    @Override
    public long skipArray() throws IOException {
        return skipBlock();
    }

    @Override
    public long skipMap() throws IOException {
        return skipBlock();
    }

    /** Passes blocks whose size is known; the items of any other have to be passed one by one. */
    private long skipBlock() throws IOException {
        long count = readLong();
        while (count < 0) {
            pass(readLong());
            count = readLong();
        }
        items += count;
        if (count > left() || items > MOST_ITEMS) {
            throw new AvroTypeException("a list has " + count + " items with " + left() + " bytes left");
        }
        return count;
    }
}
