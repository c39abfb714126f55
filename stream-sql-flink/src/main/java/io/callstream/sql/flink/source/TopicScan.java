package io.callstream.sql.flink.source;

import java.io.Serializable;
import java.util.List;

/**
 * What a task reads of topics.
 *
 * @param scan the name of the scanned table
 * @param columns places among its columns, ascending
 * @param kinds what each of them becomes
 * @param limit most rows of one task
 */
public record TopicScan(String scan, List<Integer> columns, List<ColumnKind> kinds, long limit)
        implements Serializable {
    public TopicScan {
        columns = List.copyOf(columns);
        kinds = List.copyOf(kinds);
    }
}
