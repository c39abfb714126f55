package io.callstream.sql.table;

import io.callstream.events.column.ColumnSink;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes a row of a record. For one thread. */
public interface RowDecoder {
    /**
     * Sets every projected column of one row, unless the record is none.
     *
     * @return whether the record is a row of the table
     * @throws io.callstream.events.codec.UnreadableEventException if it cannot be read
     * @throws io.callstream.events.codec.SchemaUnavailableException if the registry cannot be asked now
     */
    boolean decode(ConsumerRecord<byte[], byte[]> record, ColumnSink sink);
}
