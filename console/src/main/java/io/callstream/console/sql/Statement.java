package io.callstream.console.sql;

import io.callstream.console.web.WebException;
import io.callstream.reader.time.TimeSpan;

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
}
