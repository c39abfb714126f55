package io.callstream.sink.objects;

import io.callstream.sink.CallEvent;
import io.callstream.sink.json.EventColumns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * The columns of the event schemas as a Parquet file, compressed with Zstandard. Columns that hold JSON are its text, instants are
 * timestamps in UTC.
 */
public final class Parquet implements Encoding {
    private final boolean content;
    private final GenericData model = new GenericData();

    /** @param content whether bodies are written; they are null otherwise */
    public Parquet(boolean content) {
        this.content = content;
        model.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    @Override
    public String suffix() {
        return StoredForm.COLUMNS.suffix();
    }

    @Override
    public String contentType() {
        return StoredForm.COLUMNS.contentType();
    }

    @Override
    public byte[] encode(List<CallEvent> events) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(events.size() * 512);
        try (ParquetWriter<IndexedRecord> writer = writer(events.get(0).avro().getSchema(), model, bytes)) {
            for (CallEvent event : events) {
                writer.write(content ? event.avro() : bare(event.avro()));
            }
        }
        return bytes.toByteArray();
    }

    static ParquetWriter<IndexedRecord> writer(Schema schema, GenericData model, ByteArrayOutputStream bytes)
            throws IOException {
        ParquetConfiguration configuration = new PlainParquetConfiguration();
        // The lists that the format prescribes, not those that its first writers made.
        configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
        return AvroParquetWriter.<IndexedRecord>builder(new MemoryFile(bytes))
                .withSchema(schema)
                .withDataModel(model)
                .withConf(configuration)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withCodecFactory(new ZstdCodec())
                .build();
    }

    /** The event without what was said in the call. */
    private static IndexedRecord bare(IndexedRecord event) {
        GenericData.Record bare = new GenericData.Record(event.getSchema());
        for (Schema.Field field : event.getSchema().getFields()) {
            boolean withheld = EventColumns.CONTENT.contains(field.name());
            bare.put(field.pos(), withheld ? null : event.get(field.pos()));
        }
        return bare;
    }
}
