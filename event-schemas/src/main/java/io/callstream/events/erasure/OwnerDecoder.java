package io.callstream.events.erasure;

import io.callstream.events.codec.WriterSchemas;
import io.callstream.events.column.ColumnDecoder;
import io.callstream.events.column.ColumnSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Reads whose a record is, and nothing else of it. For one thread. */
public final class OwnerDecoder {
    private static final int NONE = -1;

    private final ColumnDecoder decoder;
    private final int[] places = new int[SubjectKind.values().length];
    private final Texts texts;

    /** @param reader the records' schema; of one without any of the columns nothing is anybody's */
    public OwnerDecoder(WriterSchemas schemas, Schema reader) {
        List<SubjectKind> known = Stream.of(SubjectKind.values())
                .filter(kind -> reader.getField(kind.column()) != null)
                .toList();
        for (SubjectKind kind : SubjectKind.values()) {
            places[kind.ordinal()] = known.contains(kind) ? known.indexOf(kind) : NONE;
        }
        this.decoder = new ColumnDecoder(
                schemas, reader, known.stream().map(SubjectKind::column).toList());
        this.texts = new Texts(known.size());
    }

    /**
     * @param framed a record's value, in Confluent's wire format
     * @throws io.callstream.events.codec.UnreadableEventException if the bytes are no such record
     * @throws io.callstream.events.codec.SchemaUnavailableException if the registry cannot be asked now
     */
    public Owner owner(byte[] framed) {
        Arrays.fill(texts.values, null);
        decoder.decode(framed, texts);
        return new Owner(
                text(SubjectKind.CALL), text(SubjectKind.END_USER), text(SubjectKind.USER), text(SubjectKind.KEY));
    }

    private @Nullable String text(SubjectKind kind) {
        int place = places[kind.ordinal()];
        return place == NONE ? null : texts.values[place];
    }

    private static final class Texts implements ColumnSink {
        private final @Nullable String[] values;

        Texts(int columns) {
            this.values = new String[columns];
        }

        @Override
        public void setNull(int column) {
            values[column] = null;
        }

        @Override
        public void setBoolean(int column, boolean value) {
            values[column] = Boolean.toString(value);
        }

        @Override
        public void setLong(int column, long value) {
            values[column] = Long.toString(value);
        }

        @Override
        public void setDouble(int column, double value) {
            values[column] = Double.toString(value);
        }

        @Override
        public void setText(int column, byte[] source, int from, int length) {
            values[column] = new String(source, from, length, StandardCharsets.UTF_8);
        }

        @Override
        public void setBytes(int column, byte[] source, int from, int length) {
            setText(column, source, from, length);
        }
    }
}
