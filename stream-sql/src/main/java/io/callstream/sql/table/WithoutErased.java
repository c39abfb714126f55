package io.callstream.sql.table;

import io.callstream.events.codec.WriterSchemas;
import io.callstream.events.column.ColumnSink;
import io.callstream.events.erasure.ErasedSubjects;
import io.callstream.events.erasure.OwnerDecoder;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Leaves out what is of an erased subject, and counts it.
 *
 * @param decoder makes the rows
 * @param owners reads whose a record is
 * @param erased who is left out
 * @param counted called for each record that is
 */
public record WithoutErased(RowDecoder decoder, OwnerDecoder owners, ErasedSubjects erased, Runnable counted)
        implements RowDecoder {
    /** Makes the rows of a table but for those of erased subjects. */
    public static RowDecoder decoder(
            ScanTable table, List<Integer> columns, WriterSchemas schemas, ErasedSubjects erased, Runnable counted) {
        RowDecoder all = table.decoder(columns, schemas);
        return erased.isEmpty()
                ? all
                : table.owners(schemas)
                        .<RowDecoder>map(owners -> new WithoutErased(all, owners, erased, counted))
                        .orElse(all);
    }

    @Override
    public boolean decode(ConsumerRecord<byte[], byte[]> record, ColumnSink sink) {
        if (record.value() != null && erased.covers(owners.owner(record.value()))) {
            counted.run();
            return false;
        }
        return decoder.decode(record, sink);
    }
}
