package io.callstream.sql.scan;

import io.callstream.events.column.ColumnSink;
import io.callstream.events.column.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** Puts the values of rows into the engine's vectors. Texts are collected and put there together, which is faster. For one thread. */
final class VectorSink implements ColumnSink {
    private static final byte[][] NO_TEXTS = new byte[0][];

    private final int[] places;
    private final ColumnType[] types;
    private final DuckDBWritableVector[] vectors;
    private final byte[] @Nullable [][] texts;
    private int row;
    private long textBytes;

    /** @param columns what each column of this sink is, and its place in the engine's chunk */
    VectorSink(List<Target> columns) {
        this.places = columns.stream().mapToInt(Target::place).toArray();
        this.types = columns.stream().map(Target::type).toArray(ColumnType[]::new);
        this.vectors = new DuckDBWritableVector[places.length];
        this.texts = new byte[places.length][][];
        Arrays.fill(texts, NO_TEXTS);
    }

    /**
     * A column of the sink.
     *
     * @param place its place in the engine's chunk
     */
    record Target(int place, ColumnType type) {}

    void begin(DuckDBDataChunkWriter chunk) {
        textBytes = 0;
        for (int i = 0; i < places.length; i++) {
            vectors[i] = chunk.vector(places[i]);
            if (isText(i)) {
                texts[i] = new byte[(int) chunk.capacity()][];
            }
        }
    }

    void row(int number) {
        row = number;
    }

    /** How much text the chunk has so far, in bytes. */
    long textBytes() {
        return textBytes;
    }

    /** Ends a chunk of so many rows. */
    void end(int rows) {
        for (int i = 0; i < places.length; i++) {
            if (isText(i) && rows > 0) {
                vectors[i].setStringUtf8Batch(0, rows == texts[i].length ? texts[i] : Arrays.copyOf(texts[i], rows));
                texts[i] = NO_TEXTS;
            }
        }
    }

    private boolean isText(int column) {
        return switch (types[column]) {
            case TEXT, JSON, BYTES -> true;
            default -> false;
        };
    }

    @Override
    public void setNull(int column) {
        if (isText(column)) {
            texts[column][row] = null;
        } else {
            vectors[column].setNull(row);
        }
    }

    @Override
    public void setBoolean(int column, boolean value) {
        vectors[column].setBoolean(row, value);
    }

    @Override
    public void setLong(int column, long value) {
        if (types[column] == ColumnType.INTEGER) {
            vectors[column].setInt(row, (int) value);
        } else {
            vectors[column].setLong(row, value);
        }
    }

    @Override
    public void setDouble(int column, double value) {
        vectors[column].setDouble(row, value);
    }

    @Override
    public void setText(int column, byte[] source, int from, int length) {
        textBytes += length;
        texts[column][row] = isAscii(source, from, length)
                ? Arrays.copyOfRange(source, from, from + length)
                : new String(source, from, length, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    }

    /** What is no UTF-8 would end the whole query; going through a String replaces it. */
    private static boolean isAscii(byte[] source, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (source[i] < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void setBytes(int column, byte[] source, int from, int length) {
        texts[column][row] = Base64.getEncoder().encode(Arrays.copyOfRange(source, from, from + length));
    }
}
