package io.callstream.sink.objects;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a Parquet file that is in memory, by its own schema; instants stay the numbers that they are there. Parquet's own reader of Avro records wants
 * Hadoop's classes. For one thread.
 */
final class ParquetRows implements AutoCloseable {
    private static final String SCHEMA = "parquet.avro.schema";

    private final ParquetFileReader file;
    private final MessageType type;
    private final Map<String, String> metadata;
    private @Nullable RecordReader<GenericRecord> group;
    private long left;

    ParquetRows(byte[] object) throws IOException {
        ParquetConfiguration configuration = new PlainParquetConfiguration();
        this.file = ParquetFileReader.open(new MemoryInput(object), ParquetOptions.read(configuration));
        this.type = file.getFileMetaData().getSchema();
        this.metadata = file.getFileMetaData().getKeyValueMetaData();
    }

    /** @throws IOException if the file was not made from Avro records */
    Schema schema() throws IOException {
        String schema = metadata.get(SCHEMA);
        if (schema == null) {
            throw new IOException("the file names no Avro schema");
        }
        return new Schema.Parser().parse(schema);
    }

    /** Empty behind the last. */
    Optional<GenericRecord> next() throws IOException {
        while (left == 0) {
            PageReadStore pages = file.readNextRowGroup();
            if (pages == null) {
                return Optional.empty();
            }
            left = pages.getRowCount();
            MessageColumnIO columns = new ColumnIOFactory().getColumnIO(type);
            group = columns.getRecordReader(pages, materializer());
        }
        left--;
        RecordReader<GenericRecord> open = group;
        return open == null ? Optional.empty() : Optional.ofNullable(open.read());
    }

    private RecordMaterializer<GenericRecord> materializer() {
        ParquetConfiguration configuration = new PlainParquetConfiguration();
        Map<String, Set<String>> sets = new HashMap<>();
        metadata.forEach((key, value) -> sets.put(key, Set.of(value)));
        ReadSupport<GenericRecord> support = new AvroReadSupport<>(new GenericData());
        ReadSupport.ReadContext context = support.init(new InitContext(configuration, sets, type));
        return support.prepareForRead(configuration, metadata, type, context);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
