package io.callstream.sink.clickhouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.testkit.FakeReply;
import io.callstream.sink.testkit.ReceivedRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ClickHouse documents of its HTTP interface, for the few statements a sink needs: credentials in headers, tables that
 * must have been made, columns that must be there, values of the column's type, inserts told apart by their token. The
 * error codes and the refused dates were compared with a real server (26.9).
 */
final class FakeClickHouse {
    static final String USER = "writer";
    static final String PASSWORD = "pw-81f3";

    private static final Pattern ALTER = Pattern.compile("ALTER TABLE (\\w+\\.\\w+)\\s+(?=ADD COLUMN)");
    private static final Pattern CREATE =
            Pattern.compile("CREATE TABLE IF NOT EXISTS (\\w+\\.\\w+) \\(", Pattern.DOTALL);
    private static final Pattern HISTORY =
            Pattern.compile("INSERT INTO (\\w+\\.\\w+) \\(version, script\\) VALUES \\((\\d+), '([^']+)'\\)");
    private static final Pattern INSERT = Pattern.compile("INSERT INTO (\\w+\\.\\w+) \\(([a-z_0-9, ]+)\\)"
            + " SETTINGS (.*insert_deduplication_token = '([0-9a-z-]+)') FORMAT JSONEachRow");

    private static final Pattern OLD = Pattern.compile("(SELECT count\\(\\)|DELETE) FROM (\\w+\\.\\w+)"
            + " WHERE event_time < fromUnixTimestamp64Milli\\((\\d+), 'UTC'\\)(?: FORMAT TabSeparated)?");

    private static final Pattern RUNNING = Pattern.compile("SELECT count\\(\\) FROM system\\.mutations WHERE database ="
            + " '\\w+' AND table = '\\w+' AND NOT is_done FORMAT TabSeparated");

    private static final Pattern SUBJECTS =
            Pattern.compile("(?s)(?:SELECT count\\(\\) FROM|ALTER TABLE) (\\w+\\.\\w+)( DELETE)? WHERE"
                    + " (call_id IN \\(SELECT call_id FROM (\\w+\\.\\w+) WHERE )?(\\w+) = '(.*?)'\\)?(?: FORMAT TabSeparated"
                    + "| SETTINGS mutations_sync = 2, allow_nondeterministic_mutations = 1)");

    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<String, FakeTable> tables = new TreeMap<>();
    private final Set<String> databases = new HashSet<>(Set.of("default"));
    private final List<String> tokens = new ArrayList<>();
    private final Set<String> stored = new HashSet<>();
    private int version;
    private int running;

    synchronized FakeReply answer(ReceivedRequest request) {
        if (!request.header("x-clickhouse-user").equals(USER)
                || !request.header("x-clickhouse-key").equals(PASSWORD)) {
            return error(403, "516", "AUTHENTICATION_FAILED " + request.header("x-clickhouse-key"));
        }
        if (!request.path().equals("/") || !request.query().contains("wait_end_of_query=1")) {
            return FakeReply.status(404, "There is no handle " + request.path());
        }
        String[] parts = request.text().split("\n", 2);
        Matcher insert = INSERT.matcher(parts[0]);
        return insert.matches()
                ? insert(insert, parts[1])
                : statement(request.text().strip());
    }

    private FakeReply statement(String sql) {
        if (sql.matches("CREATE DATABASE IF NOT EXISTS \\w+")) {
            databases.add(sql.substring(sql.lastIndexOf(' ') + 1));
            return FakeReply.ok("");
        }
        Matcher create = CREATE.matcher(sql);
        if (create.lookingAt()) {
            String name = create.group(1);
            if (!databases.contains(name.substring(0, name.indexOf('.')))) {
                return error(404, "81", "UNKNOWN_DATABASE");
            }
            tables.putIfAbsent(name, new FakeTable(sql));
            return FakeReply.ok("");
        }
        Matcher alter = ALTER.matcher(sql);
        if (alter.lookingAt() && tables.containsKey(alter.group(1))) {
            tables.get(alter.group(1)).add(sql.substring(alter.end()));
            return FakeReply.ok("");
        }
        return sql.matches(
                        "(?s)CREATE (VIEW IF NOT EXISTS|OR REPLACE VIEW) \\w+\\.\\w+ AS SELECT \\* FROM \\w+\\.\\w+ FINAL")
                ? FakeReply.ok("")
                : history(sql);
    }

    private FakeReply history(String sql) {
        Matcher applied = HISTORY.matcher(sql);
        if (applied.matches()) {
            version = Math.max(version, Integer.parseInt(applied.group(2)));
            return FakeReply.ok("");
        }
        Matcher old = OLD.matcher(sql);
        if (old.matches()) {
            long rows = tables.get(old.group(2))
                    .older(Long.parseLong(old.group(3)), old.group(1).equals("DELETE"));
            return FakeReply.ok(old.group(1).equals("DELETE") ? "" : rows + "\n");
        }
        Matcher subject = SUBJECTS.matcher(sql);
        if (subject.matches()) {
            return ofSubject(subject);
        }
        if (RUNNING.matcher(sql).matches()) {
            return FakeReply.ok(running + "\n");
        }
        return sql.matches("SELECT max\\(version\\) FROM \\w+\\.\\w+ FORMAT TabSeparated")
                ? FakeReply.ok(version + "\n")
                : error(400, "62", "SYNTAX_ERROR");
    }

    private FakeReply ofSubject(Matcher subject) {
        String value = subject.group(6).replace("\\0", "\0").replaceAll("\\\\(.)", "$1");
        Set<String> ids = tables.get(subject.group(3) == null ? subject.group(1) : subject.group(4))
                .calls(subject.group(5), value);
        boolean remove = subject.group(2) != null;
        long rows = tables.get(subject.group(1)).ofCalls(ids, remove);
        return FakeReply.ok(remove ? "" : rows + "\n");
    }

    /** How many mutations are not done yet. */
    synchronized void mutationsRunning(int mutations) {
        running = mutations;
    }

    private FakeReply insert(Matcher insert, String rows) {
        FakeTable table = tables.get(insert.group(1));
        if (table == null) {
            return error(404, "60", "UNKNOWN_TABLE");
        }
        Set<String> columns = new HashSet<>(Arrays.asList(insert.group(2).split(", ")));
        if (!table.types().keySet().containsAll(columns)) {
            return error(404, "16", "NO_SUCH_COLUMN_IN_TABLE");
        }
        if (!insert.group(3).contains("date_time_input_format = 'best_effort'")) {
            return error(400, "41", "CANNOT_PARSE_DATETIME");
        }
        try {
            return store(table, columns, rows, insert.group(1) + insert.group(4));
        } catch (JsonProcessingException e) {
            return error(400, "27", "CANNOT_PARSE_INPUT_ASSERTION_FAILED");
        }
    }

    private FakeReply store(FakeTable table, Set<String> columns, String rows, String token)
            throws JsonProcessingException {
        List<ObjectNode> read = new ArrayList<>();
        for (String line : rows.split("\n")) {
            ObjectNode row = (ObjectNode) mapper.readTree(line);
            String fault = columns.containsAll(names(row)) ? table.fault(row) : "117 INCORRECT_DATA";
            if (!fault.isEmpty()) {
                return error(400, fault.substring(0, fault.indexOf(' ')), fault + " in " + line);
            }
            read.add(row);
        }
        tokens.add(token);
        if (stored.add(token)) {
            read.forEach(table::insert);
        }
        return FakeReply.ok("");
    }

    private static Set<String> names(ObjectNode row) {
        Set<String> names = new HashSet<>();
        row.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static FakeReply error(int status, String code, String message) {
        return new FakeReply(
                status,
                Map.of("X-ClickHouse-Exception-Code", code),
                "Code: " + code + ". DB::Exception: " + message + " (version 26.9.2.1)");
    }

    /** Rows that a read with FINAL shows. */
    synchronized List<ObjectNode> rows(String table) {
        return tables.containsKey(table) ? tables.get(table).rows() : List.of();
    }

    synchronized FakeTable table(String name) {
        return tables.get(name);
    }

    synchronized void drop(String name) {
        tables.remove(name);
    }

    synchronized List<String> tokens() {
        return List.copyOf(tokens);
    }
}
