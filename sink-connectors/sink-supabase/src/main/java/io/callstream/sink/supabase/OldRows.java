package io.callstream.sink.supabase;

import io.callstream.sink.Delivery;
import io.callstream.sink.SinkConfigException;
import io.callstream.sink.SinkUnavailableException;
import io.callstream.sink.http.Answer;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.Target;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Removes old rows, all of a table in one request: the API has no way to remove some of them. */
final class OldRows {
    private static final byte[] NOTHING = new byte[0];

    private final Target project;
    private final HttpSender sender;

    OldRows(Target project, HttpSender sender) {
        this.project = project;
        this.sender = sender;
    }

    Map<String, Long> removeBefore(Instant before) {
        Map<String, Long> removed = new LinkedHashMap<>();
        for (String table : List.of("calls", "chunks")) {
            Target old = Endpoints.at(project, table + "?event_time=lt." + before);
            Message message = Message.json(NOTHING).with("Prefer", "return=minimal,count=exact");
            removed.put(table, count(sender.send("DELETE", old, message)));
        }
        return removed;
    }

    private static long count(Answer answer) {
        Delivery verdict = ApiVerdict.of(answer);
        if (verdict instanceof Delivery.Delivered) {
            return SubjectRequests.count(answer);
        }
        if (verdict instanceof Delivery.RetryAfter later) {
            throw new SinkUnavailableException(
                    "supabase cannot remove old rows now: " + later.reason(), new IOException(later.reason()));
        }
        throw new SinkConfigException("supabase refuses to remove old rows: " + verdict);
    }
}
