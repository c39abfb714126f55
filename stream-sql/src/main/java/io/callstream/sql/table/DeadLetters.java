package io.callstream.sql.table;

import io.callstream.events.codec.WriterSchemas;
import io.callstream.events.column.ColumnSink;
import io.callstream.events.column.ColumnType;
import io.callstream.events.topic.DeadLetterHeader;
import io.callstream.events.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The dead letters of every sink as one table: a column for each header. What was decided about a letter stands in notes behind it. */
public final class DeadLetters implements ScanTable {
    private static final String LETTERS = """
        SELECT l."sink", l."kafka_offset" AS "letter", coalesce(n."closed_as", 'open') AS "state",
          l."topic" AS "event_topic", CAST(l."partition" AS INTEGER) AS "event_partition", CAST(l."offset" AS BIGINT) AS "event_offset",
          l."event_id", split_part(l."event_id", ':', 1) AS "call_id", l."reason", CAST(l."attempts" AS INTEGER) AS "attempts",
          CAST(l."failed_at" AS TIMESTAMP) AS "failed_at", epoch_ms(l."kafka_time") AS "kafka_time"
        FROM scan_dead_letters() l LEFT JOIN
          (SELECT "letter_topic", "closes", max("closed_as") AS "closed_as" FROM scan_dead_letters() WHERE "closes" IS NOT NULL GROUP BY ALL) n
          ON n."letter_topic" = l."letter_topic" AND n."closes" = CAST(l."kafka_offset" AS VARCHAR)
        WHERE l."closes" IS NULL""";

    @Override
    public String scanName() {
        return "scan_dead_letters";
    }

    @Override
    public List<ScanColumn> scanColumns() {
        Stream<ScanColumn> headers =
                Stream.of(DeadLetterHeader.values()).map(header -> new ScanColumn(header.word(), ColumnType.TEXT));
        Stream<ScanColumn> topic = Stream.of(new ScanColumn("letter_topic", ColumnType.TEXT));
        return Stream.of(headers, topic, RecordColumns.scanned().stream())
                .flatMap(columns -> columns)
                .toList();
    }

    @Override
    public List<String> topics(List<String> existing) {
        return existing.stream()
                .filter(topic -> TopicCatalogue.sinkOfDeadLetters(topic).isPresent())
                .toList();
    }

    /** The table as people query it. */
    public static SqlTable sqlTable() {
        List<SqlColumn> columns = new ArrayList<>();
        columns.add(plain("sink", "VARCHAR", DeadLetterHeader.SINK.doc()));
        columns.add(plain("letter", "BIGINT", "The letter's number, by which `callstream dlq` names it."));
        columns.add(plain("state", "VARCHAR", "`open`, or what was decided: `replayed`, `discarded`."));
        columns.add(plain("event_topic", "VARCHAR", DeadLetterHeader.TOPIC.doc()));
        columns.add(plain("event_partition", "INTEGER", DeadLetterHeader.PARTITION.doc()));
        columns.add(plain("event_offset", "BIGINT", DeadLetterHeader.OFFSET.doc()));
        columns.add(plain("event_id", "VARCHAR", DeadLetterHeader.EVENT_ID.doc()));
        columns.add(plain("call_id", "VARCHAR", "The call that the event is of."));
        columns.add(plain("reason", "VARCHAR", DeadLetterHeader.REASON.doc()));
        columns.add(plain("attempts", "INTEGER", DeadLetterHeader.ATTEMPTS.doc()));
        columns.add(plain("failed_at", "TIMESTAMP", DeadLetterHeader.FAILED_AT.doc()));
        columns.add(plain("kafka_time", "TIMESTAMP", "When Kafka got the letter (UTC)."));
        return new SqlTable(
                "dead_letters",
                "An event that a destination refused for good.",
                columns,
                new TableOrigin.Letters(),
                LETTERS);
    }

    private static SqlColumn plain(String name, String type, String doc) {
        return new SqlColumn(name, type, doc, SqlColumn.quoted(name));
    }

    @Override
    public RowDecoder decoder(List<Integer> columns, WriterSchemas schemas) {
        int headers = DeadLetterHeader.values().length;
        return (record, sink) -> {
            for (int i = 0; i < columns.size(); i++) {
                int column = columns.get(i);
                if (column < headers) {
                    set(i, header(record, DeadLetterHeader.values()[column]), sink);
                } else if (column == headers) {
                    set(i, record.topic().getBytes(StandardCharsets.UTF_8), sink);
                } else {
                    RecordColumns.values()[column - headers - 1].set(i, record, sink);
                }
            }
            return true;
        };
    }

    private static byte[] header(ConsumerRecord<byte[], byte[]> record, DeadLetterHeader wanted) {
        Header header = record.headers().lastHeader(wanted.header());
        return header == null || header.value() == null ? new byte[0] : header.value();
    }

    private static void set(int column, byte[] text, ColumnSink sink) {
        if (text.length == 0) {
            sink.setNull(column);
        } else {
            sink.setText(column, text, 0, text.length);
        }
    }
}
