package io.callstream.sink.postgres;

import io.callstream.events.ChunkEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.json.EventJson;
import io.callstream.sink.json.PostgresText;
import io.callstream.sink.rows.CallRows;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the rows of both tables. For any thread. */
final class CopyRows {
    private static final int ROW = 2048;

    private final Map<String, ColumnType> calls;
    private final Map<String, ColumnType> chunks;
    private final RowWriter writer;

    /** @param content whether bodies are written */
    CopyRows(CopyTable calls, CopyTable chunks, boolean content) {
        this.calls = new LinkedHashMap<>(calls.columns());
        this.calls.remove(CopyTable.STATUS);
        this.chunks = chunks.columns();
        PostgresText cleaning = new PostgresText();
        EventJson json = EventJson.complete().with(cleaning);
        this.writer = new RowWriter(content ? json : json.withoutContent(), cleaning);
    }

    CopyBuffer calls(Collection<CallEvent> events) {
        CopyBuffer out = new CopyBuffer(events.size() * ROW);
        for (CallEvent event : events) {
            out.beginRow(1 + calls.size());
            ColumnType.TEXT.write(CallRows.status(event), out);
            writer.write(event.avro(), calls, out);
        }
        return out;
    }

    CopyBuffer chunks(Collection<ChunkEvent> events) {
        CopyBuffer out = new CopyBuffer(events.size() * ROW);
        for (ChunkEvent event : events) {
            out.beginRow(chunks.size());
            writer.write(event, chunks, out);
        }
        return out;
    }
}
