package io.callstream.sink.clickhouse;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Removes old rows. The server marks them as removed at once and frees their space when it merges.
 *
 * @see <a href="https://clickhouse.com/docs/sql-reference/statements/delete">ClickHouse: lightweight DELETE</a>
 */
final class OldRows {
    private final Server server;
    private final String database;

    OldRows(Server server, String database) {
        this.server = server;
        this.database = database;
    }

    Map<String, Long> removeBefore(Instant before) {
        String old = " WHERE event_time < fromUnixTimestamp64Milli(" + before.toEpochMilli() + ", 'UTC')";
        Map<String, Long> removed = new LinkedHashMap<>();
        for (String table : List.of("calls", "chunks")) {
            String name = database + "." + table;
            String rows = server.require("SELECT count() FROM " + name + old + " FORMAT TabSeparated");
            server.require("DELETE FROM " + name + old);
            removed.put(table, Long.parseLong(rows.strip()));
        }
        return removed;
    }
}
