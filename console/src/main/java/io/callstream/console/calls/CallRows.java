package io.callstream.console.calls;

import io.callstream.events.EventKind;
import io.callstream.events.codec.WriterSchemas;
import io.callstream.events.column.ColumnDecoder;
import io.callstream.events.column.ColumnSink;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Makes rows of events; of the bodies nothing is read. For one thread. */
final class CallRows {
    private final Map<EventKind, ColumnDecoder> decoders = new EnumMap<>(EventKind.class);
    private final Map<EventKind, Values> sinks = new EnumMap<>(EventKind.class);
    private final SameTexts texts = new SameTexts();

    CallRows(WriterSchemas schemas) {
        for (EventKind kind : List.of(EventKind.PRE_CALL, EventKind.SUCCESS, EventKind.FAILURE)) {
            List<CallColumn> columns = CallColumn.of(kind);
            decoders.put(
                    kind,
                    new ColumnDecoder(
                            schemas,
                            kind.schema(),
                            columns.stream().map(CallColumn::column).toList()));
            sinks.put(kind, new Values(columns, texts));
        }
    }

    /**
     * The row of an event.
     *
     * @throws io.callstream.events.codec.UnreadableEventException if the bytes are no such event
     * @throws io.callstream.events.codec.SchemaUnavailableException if the registry cannot be asked now
     */
    CallRow row(ConsumerRecord<byte[], byte[]> record) {
        EventKind kind = EventKind.ofTopic(record.topic());
        Values values = java.util.Objects.requireNonNull(sinks.get(kind));
        java.util.Objects.requireNonNull(decoders.get(kind)).decode(record.value(), values);
        return new CallRow(
                kind, new CallRow.Place(record.topic(), record.partition(), record.offset()), values.taken());
    }

    private static final class Values implements ColumnSink {
        private final CallColumn[] columns;
        private final SameTexts texts;
        private @Nullable Object[] row = new Object[CallColumn.count()];

        Values(List<CallColumn> columns, SameTexts texts) {
            this.columns = columns.toArray(CallColumn[]::new);
            this.texts = texts;
        }

        @Nullable Object[] taken() {
            @Nullable Object[] taken = row;
            row = new Object[CallColumn.count()];
            return taken;
        }

        private void set(int column, @Nullable Object value) {
            row[columns[column].ordinal()] = value;
        }

        @Override
        public void setNull(int column) {
            set(column, null);
        }

        @Override
        public void setBoolean(int column, boolean value) {
            set(column, value);
        }

        @Override
        public void setLong(int column, long value) {
            set(column, value);
        }

        @Override
        public void setDouble(int column, double value) {
            set(column, value);
        }

        @Override
        public void setText(int column, byte[] source, int from, int length) {
            set(column, texts.one(new String(source, from, length, StandardCharsets.UTF_8)));
        }

        @Override
        public void setBytes(int column, byte[] source, int from, int length) {
            setText(column, source, from, length);
        }
    }

    /** Keeps one copy of texts that come again and again, such as names of models. */
    private static final class SameTexts {
        private static final int MOST = 4_096;
        private static final int LONGEST = 80;
        private final Map<String, String> known = new HashMap<>();

        String one(String text) {
            if (text.length() > LONGEST) {
                return text;
            }
            if (known.size() >= MOST) {
                known.clear(); // ids are among them, which never come again
            }
            return known.computeIfAbsent(text, same -> same);
        }
    }
}
