package io.callstream.console.sql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.console.web.Json;
import io.callstream.console.web.WebException;
import io.callstream.reader.time.TimeSpan;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody asks.
 *
 * @param id by which it can be ended
 * @param sql one statement
 * @param span the records that it sees
 * @param limit most rows of the answer
 */
record Statement(String id, String sql, TimeSpan span, int limit) {
    private static final int LONGEST = 100_000;

    Statement {
        if (sql.isBlank()) {
            throw WebException.wrong("there is no statement");
        }
        if (sql.length() > LONGEST) {
            throw WebException.wrong("the statement is longer than " + LONGEST + " characters");
        }
        if (!id.matches("[A-Za-z0-9-]{1,64}")) {
            throw WebException.wrong("id is '" + id + "' (expected up to 64 letters, digits or dashes)");
        }
    }

    /** For the process that runs it. */
    ObjectNode json() {
        ObjectNode json = Json.object().put("id", id).put("sql", sql).put("limit", limit);
        span.from().ifPresent(time -> json.put("from", time.toString()));
        span.to().ifPresent(time -> json.put("to", time.toString()));
        return json;
    }

    static Statement of(ObjectNode json) {
        return new Statement(
                json.path("id").asText(),
                json.path("sql").asText(),
                new TimeSpan(time(json, "from"), time(json, "to")),
                json.path("limit").asInt());
    }

    private static Optional<Instant> time(ObjectNode json, String name) {
        return Optional.of(json.path(name).asText(""))
                .filter(text -> !text.isEmpty())
                .map(Instant::parse);
    }
}
