package io.callstream.sink.objects;

import io.callstream.events.ChunkEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.parquet.hadoop.ParquetWriter;

/** Reads what {@link Parquet} writes, in memory, by the columns of the file itself, which an earlier build may have made. */
final class StoredColumns {
    private static final String CHUNK = ChunkEvent.getClassSchema().getName();

    private StoredColumns() {}

    static boolean any(InputStream object, Predicate<StoredRow> wanted) throws IOException {
        byte[] bytes = object.readAllBytes();
        return inMemory(() -> any(bytes, wanted));
    }

    static StoredForm.Copied copy(InputStream object, OutputStream to, Predicate<StoredRow> leftOut)
            throws IOException {
        byte[] bytes = object.readAllBytes();
        ByteArrayOutputStream copy = new ByteArrayOutputStream(bytes.length);
        StoredForm.Copied copied = inMemory(() -> copy(bytes, copy, leftOut));
        copy.writeTo(to);
        return copied;
    }

    /** What fails without a disk or a network is the object itself. */
    private static <T> T inMemory(Callable<T> reading) throws UnreadableObjectException {
        try {
            return reading.call();
        } catch (Exception e) {
            throw new UnreadableObjectException(e);
        }
    }

    private static boolean any(byte[] object, Predicate<StoredRow> wanted) throws IOException {
        try (ParquetRows rows = new ParquetRows(object)) {
            for (Optional<GenericRecord> row = rows.next(); row.isPresent(); row = rows.next()) {
                if (wanted.test(row(row.get()))) {
                    return true;
                }
            }
            return false;
        }
    }

    private static StoredForm.Copied copy(byte[] object, ByteArrayOutputStream to, Predicate<StoredRow> leftOut)
            throws IOException {
        long removed = 0;
        long kept = 0;
        try (ParquetRows rows = new ParquetRows(object);
                ParquetWriter<IndexedRecord> writer = Parquet.writer(rows.schema(), new GenericData(), to)) {
            for (Optional<GenericRecord> row = rows.next(); row.isPresent(); row = rows.next()) {
                if (leftOut.test(row(row.get()))) {
                    removed++;
                } else {
                    writer.write(row.get());
                    kept++;
                }
            }
        }
        return new StoredForm.Copied(removed, kept);
    }

    private static StoredRow row(GenericRecord row) {
        Map<String, String> columns = new HashMap<>();
        for (String name : StoredRow.COLUMNS) {
            Schema.Field field = row.getSchema().getField(name);
            Object value = field == null ? null : row.get(field.pos());
            if (value != null) {
                columns.put(name, value.toString());
            }
        }
        return new StoredRow(row.getSchema().getName().equals(CHUNK), columns);
    }
}
