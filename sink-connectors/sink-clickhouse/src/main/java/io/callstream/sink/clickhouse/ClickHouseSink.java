package io.callstream.sink.clickhouse;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Prunable;
import io.callstream.sink.Sink;
import io.callstream.sink.http.IdempotencyKey;
import io.callstream.sink.rows.CallRows;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Inserts a batch's calls, then its chunks. If only the first arrives, both are sent again: rows that are there already
 * replace themselves.
 */
public final class ClickHouseSink implements Sink, Prunable {
    private final Server server;
    private final Inserts inserts;
    private final Rows rows;
    private final String suffix;
    private final OldRows oldRows;

    ClickHouseSink(Server server, ClickHouseSinkConfig config) {
        this.server = server;
        this.inserts = new Inserts(config.database());
        this.rows = new Rows(config.content());
        this.oldRows = new OldRows(server, config.database());
        // With another setting the same events are other rows, which the server must not take for a repeat.
        this.suffix = config.content() ? "" : "-bare";
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) {
        String token = IdempotencyKey.of(batch) + suffix;
        Delivery calls = insert(inserts.calls(token), rows.calls(CallRows.latest(batch)));
        return calls instanceof Delivery.Delivered
                ? insert(inserts.chunks(token), rows.chunks(CallRows.chunks(batch)))
                : calls;
    }

    private Delivery insert(String statement, byte[] lines) {
        return lines.length == 0 ? Delivery.delivered() : ServerVerdict.of(server.execute(statement, lines));
    }

    @Override
    public Map<String, Long> removeBefore(Instant before) {
        return oldRows.removeBefore(before);
    }

    @Override
    public void close() {
        server.close();
    }
}
