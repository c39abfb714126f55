package io.callstream.sql.table;

import io.callstream.events.codec.WriterSchemas;
import io.callstream.events.erasure.OwnerDecoder;
import java.util.List;
import java.util.Optional;

/** A table that is read from topics, record by record. Immutable. */
public interface ScanTable {
    /** The name under which the engine scans it; people query a view on top. */
    String scanName();

    /** Every column that a scan can give. */
    List<ScanColumn> scanColumns();

    /** @param existing the topics of the cluster */
    List<String> topics(List<String> existing);

    /**
     * Reads some of the columns.
     *
     * @param columns places in {@link #scanColumns}, ascending; the sink's columns are their places in this list
     */
    RowDecoder decoder(List<Integer> columns, WriterSchemas schemas);

    /** Reads whose a record is; empty for a table whose rows are nobody's, such as sums. */
    default Optional<OwnerDecoder> owners(WriterSchemas schemas) {
        return Optional.empty();
    }
}
