package io.callstream.sink.mysql;

import io.callstream.events.ChunkEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.rows.CallRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Both tables, and events as rows of them. For any thread. */
final class Rows {
    static final Table CALLS = Table.ofStages(
            "calls",
            Stream.concat(Stream.of("status", "stage"), CallRows.callColumns().keySet().stream())
                    .toList(),
            "call_id");
    static final Table CHUNKS =
            Table.ofFirst("chunks", List.copyOf(CallRows.chunkColumns().keySet()), "call_id");

    private final Cells cells;

    Rows(boolean content) {
        this.cells = new Cells(content);
    }

    List<@Nullable Object[]> calls(Collection<CallEvent> events) {
        return events.stream().map(this::call).toList();
    }

    private @Nullable Object[] call(CallEvent event) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(CallRows.status(event));
        row.add(CallRows.rank(event));
        CallRows.callColumns().keySet().forEach(column -> row.add(cells.cell(event.avro(), column)));
        return row.toArray();
    }

    List<@Nullable Object[]> chunks(Collection<ChunkEvent> events) {
        return events.stream()
                .map(chunk -> CHUNKS.columns().stream()
                        .map(column -> cells.cell(chunk, column))
                        .toArray())
                .toList();
    }
}
