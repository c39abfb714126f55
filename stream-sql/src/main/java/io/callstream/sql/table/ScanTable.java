package io.callstream.sql.table;

import io.callstream.events.codec.WriterSchemas;
import java.util.List;

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
}
