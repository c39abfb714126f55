package io.callstream.sql.table;

import io.callstream.events.column.ColumnSink;
import io.callstream.events.column.ColumnType;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where a record stands in Kafka, as columns behind a table's own. */
enum RecordColumns {
    KAFKA_PARTITION("kafka_partition", ColumnType.INTEGER, "Partition of the topic that the record stands in."),
    KAFKA_OFFSET("kafka_offset", ColumnType.LONG, "Offset of the record in its partition."),
    KAFKA_TIME(
            "kafka_time",
            ColumnType.TIMESTAMP_MILLIS,
            "When Kafka got the record (UTC); `--from` and `--to` go by it.");

    private final ScanColumn scanColumn;
    private final String doc;

    RecordColumns(String name, ColumnType type, String doc) {
        this.scanColumn = new ScanColumn(name, type);
        this.doc = doc;
    }

    static List<ScanColumn> scanned() {
        return List.of(values()).stream().map(column -> column.scanColumn).toList();
    }

    static List<SqlColumn> columns() {
        return List.of(values()).stream().map(RecordColumns::column).toList();
    }

    private SqlColumn column() {
        String quoted = SqlColumn.quoted(scanColumn.name());
        return switch (this) {
            case KAFKA_PARTITION -> new SqlColumn(scanColumn.name(), "INTEGER", doc, quoted);
            case KAFKA_OFFSET -> new SqlColumn(scanColumn.name(), "BIGINT", doc, quoted);
            case KAFKA_TIME -> new SqlColumn(scanColumn.name(), "TIMESTAMP", doc, "epoch_ms(" + quoted + ")");
        };
    }

    void set(int column, ConsumerRecord<byte[], byte[]> record, ColumnSink sink) {
        sink.setLong(
                column,
                switch (this) {
                    case KAFKA_PARTITION -> record.partition();
                    case KAFKA_OFFSET -> record.offset();
                    case KAFKA_TIME -> record.timestamp();
                });
    }
}
