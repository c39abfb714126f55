package io.callstream.sink.supabase;

import io.callstream.sink.http.Answer;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.Target;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Asks for ids of calls and removes rows of calls. For any thread.
 *
 * @see <a href="https://docs.postgrest.org/en/stable/references/api/tables_views.html">PostgREST: tables and views</a>
 */
record SubjectRequests(Target project, HttpSender sender) implements AutoCloseable {
    /** Calls a request: their ids stand in its address. */
    static final int PAGE = 100;

    private static final byte[] NOTHING = new byte[0];

    /** Asks for ids of calls whose column has this value. */
    Answer find(String column, String value) {
        Target calls =
                Endpoints.at(project, "calls?select=call_id&limit=" + PAGE + "&" + column + "=eq." + encoded(value));
        // Reading names the schema by another header than writing does.
        return sender.send("GET", calls, Message.json(NOTHING).with("Accept-Profile", schema()));
    }

    Answer remove(String table, List<String> calls) {
        String list = calls.stream().map(SubjectRequests::quoted).collect(Collectors.joining(",", "(", ")"));
        Target rows = Endpoints.at(project, table + "?call_id=in." + encoded(list));
        return sender.send("DELETE", rows, Message.json(NOTHING).with("Prefer", "return=minimal,count=exact"));
    }

    private String schema() {
        return project.headers().getOrDefault("Content-Profile", "public");
    }

    /** How many rows a request removed. */
    static long count(Answer answer) {
        String range =
                answer instanceof Answer.Replied replied ? replied.headers().getOrDefault("content-range", "") : "";
        return range.matches("\\*/\\d{1,18}") ? Long.parseLong(range.substring(2)) : 0;
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        sender.close();
    }
}
