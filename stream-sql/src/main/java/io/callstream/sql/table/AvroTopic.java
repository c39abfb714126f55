package io.callstream.sql.table;

import io.callstream.events.codec.WriterSchemas;
import io.callstream.events.column.ColumnDecoder;
import io.callstream.events.column.ColumnSink;
import io.callstream.events.column.ColumnType;
import io.callstream.events.erasure.OwnerDecoder;
import io.callstream.events.erasure.SubjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A topic of one Avro record type as a table: a column for each field of the schema, and where the record stands.
 *
 * @param table the table's name
 * @param topic the topic's name
 * @param schema the reader's schema: other versions are resolved to it
 */
public record AvroTopic(String table, String topic, Schema schema) implements ScanTable {
    @Override
    public String scanName() {
        return "scan_" + table;
    }

    @Override
    public List<ScanColumn> scanColumns() {
        return Stream.concat(
                        schema.getFields().stream()
                                .map(field -> new ScanColumn(field.name(), ColumnType.of(field.schema()))),
                        RecordColumns.scanned().stream())
                .toList();
    }

    @Override
    public List<String> topics(List<String> existing) {
        return List.of(topic);
    }

    /** The table as people query it. */
    public SqlTable sqlTable() {
        List<SqlColumn> columns = Stream.concat(
                        schema.getFields().stream().map(SqlTypes::column), RecordColumns.columns().stream())
                .toList();
        String selected = columns.stream().map(SqlColumn::selected).collect(Collectors.joining(", "));
        String doc = schema.getDoc() == null ? "" : schema.getDoc();
        return new SqlTable(
                table,
                doc,
                columns,
                new TableOrigin.Records(this),
                "SELECT " + selected + " FROM " + scanName() + "()");
    }

    /** The table as people query it, with the latest row of each id only: rows of this topic replace earlier ones. */
    public SqlTable latestOf(String id) {
        SqlTable all = sqlTable();
        String selected = all.columns().stream()
                .map(column -> SqlColumn.quoted(column.name()))
                .collect(Collectors.joining(", "));
        String latest = "SELECT DISTINCT ON (" + SqlColumn.quoted(id) + ") " + selected + " FROM (" + all.view()
                + ") ORDER BY " + SqlColumn.quoted(id) + ", \"kafka_offset\" DESC";
        return new SqlTable(table, all.doc(), all.columns(), new TableOrigin.Latest(this, id), latest);
    }

    @Override
    public RowDecoder decoder(List<Integer> columns, WriterSchemas schemas) {
        int fields = schema.getFields().size();
        List<Integer> ofBody =
                columns.stream().filter(column -> column < fields).toList();
        List<String> names = ofBody.stream()
                .map(column -> schema.getFields().get(column).name())
                .toList();
        List<RecordColumns> ofRecord = new ArrayList<>();
        columns.stream()
                .filter(column -> column >= fields)
                .forEach(column -> ofRecord.add(RecordColumns.values()[column - fields]));
        return new Decoder(new ColumnDecoder(schemas, schema, names), names.size(), ofRecord);
    }

    /** Sums of spending and alerts name people, and hold nothing of what was said. */
    @Override
    public Optional<OwnerDecoder> owners(WriterSchemas schemas) {
        return schema.getField(SubjectKind.CALL.column()) == null
                ? Optional.empty()
                : Optional.of(new OwnerDecoder(schemas, schema));
    }

    private record Decoder(ColumnDecoder body, int bodyColumns, List<RecordColumns> ofRecord) implements RowDecoder {
        @Override
        public boolean decode(ConsumerRecord<byte[], byte[]> record, ColumnSink sink) {
            if (record.value() == null) {
                return false;
            }
            body.decode(record.value(), sink);
            for (int i = 0; i < ofRecord.size(); i++) {
                ofRecord.get(i).set(bodyColumns + i, record, sink);
            }
            return true;
        }
    }
}
