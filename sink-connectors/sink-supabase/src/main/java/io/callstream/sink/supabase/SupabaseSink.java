package io.callstream.sink.supabase;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Prunable;
import io.callstream.sink.Sink;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.Target;
import io.callstream.sink.json.EventJson;
import io.callstream.sink.json.PostgresText;
import io.callstream.sink.rows.CallRows;
import io.callstream.sink.rows.JsonRows;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Posts a batch's calls, then its chunks; each request is one statement, stored as a whole or not at all. If only the first
 * arrives, both are sent again: rows that are there already are merged.
 */
public final class SupabaseSink implements Sink, Prunable {
    private static final String MERGE = "resolution=merge-duplicates,return=minimal";
    private static final String IGNORE = "resolution=ignore-duplicates,return=minimal";

    private final HttpSender sender;
    private final Endpoints endpoints;
    private final JsonRows rows;
    private final boolean chunks;
    private final OldRows oldRows;

    SupabaseSink(SupabaseSinkConfig config, HttpSender sender) {
        this.sender = sender;
        this.endpoints = Endpoints.of(config.project());
        EventJson json = EventJson.complete().with(new PostgresText());
        this.rows = new JsonRows(config.content() ? json : json.withoutContent());
        this.chunks = config.chunks();
        this.oldRows = new OldRows(config.project(), sender);
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) {
        Delivery calls = post(endpoints.calls(), MERGE, rows.calls(CallRows.latest(batch)));
        return calls instanceof Delivery.Delivered && chunks
                ? post(endpoints.chunks(), IGNORE, rows.chunks(CallRows.chunks(batch)))
                : calls;
    }

    private Delivery post(Target table, String prefer, byte[] array) {
        return array.length == 0
                ? Delivery.delivered()
                : ApiVerdict.of(sender.post(table, Message.json(array).with("Prefer", prefer)));
    }

    @Override
    public Map<String, Long> removeBefore(Instant before) {
        return oldRows.removeBefore(before);
    }

    @Override
    public void close() {
        sender.close();
    }
}
