package io.callstream.sink.supabase;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.Target;
import io.callstream.sink.json.EventJson;
import io.callstream.sink.json.PostgresText;
import io.callstream.sink.rows.CallRows;
import io.callstream.sink.rows.JsonRows;
import java.util.List;

/**
 * Posts a batch's calls, then its chunks; each request is one statement, stored as a whole or not at all. If only the first
 * arrives, both are sent again: rows that are there already are merged.
 */
public final class SupabaseSink implements Sink {
    private static final String MERGE = "resolution=merge-duplicates,return=minimal";
    private static final String IGNORE = "resolution=ignore-duplicates,return=minimal";

    private final HttpSender sender;
    private final Endpoints endpoints;
    private final JsonRows rows;
    private final boolean chunks;

    SupabaseSink(SupabaseSinkConfig config, HttpSender sender) {
        this.sender = sender;
        this.endpoints = Endpoints.of(config.project());
        EventJson json = EventJson.complete().with(new PostgresText());
        this.rows = new JsonRows(config.content() ? json : json.withoutContent());
        this.chunks = config.chunks();
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
    public void close() {
        sender.close();
    }
}
