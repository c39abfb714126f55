package io.callstream.sink.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.sink.testkit.FakeReply;
import io.callstream.sink.testkit.ReceivedRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * PostgREST's insert with upsert, as its documentation has it: the request becomes one {@code INSERT ... SELECT ... FROM
 * json_to_recordset ... ON CONFLICT}, run by a real PostgreSQL, whose errors become the documented statuses.
 */
final class FakePostgrest {
    static final String KEY = "sb_secret_42ab-test";

    private final ObjectMapper mapper = new ObjectMapper();
    private final ProjectDatabase database;

    FakePostgrest(ProjectDatabase database) {
        this.database = database;
    }

    synchronized FakeReply answer(ReceivedRequest request) {
        if (!request.header("apikey").equals(KEY)
                || !request.header("authorization").equals("Bearer " + KEY)) {
            return FakeReply.status(401, "{\"message\":\"Invalid API key\"}");
        }
        if (!request.header("content-encoding").isEmpty()) {
            return error(400, "PGRST102", "Empty or invalid json");
        }
        String table = request.path().replaceFirst("^/rest/v1/", "");
        String profile = request.method().equals("GET") ? "accept-profile" : "content-profile";
        if (!request.header(profile).equals(database.schema()) || !exists(table)) {
            return error(404, "PGRST205", "Could not find the table in the schema cache");
        }
        Map<String, String> parameters = parameters(request.query());
        return switch (request.method()) {
            case "GET" -> select(table, parameters);
            case "DELETE" -> delete(request, table, parameters);
            default -> insert(request, table, parameters);
        };
    }

    private boolean exists(String table) {
        return table.matches("[a-z]+") && !columns(table).isEmpty();
    }

    private Map<String, String> columns(String table) {
        Map<String, String> types = new TreeMap<>();
        database.query("SELECT column_name || ' ' || CASE WHEN data_type = 'ARRAY' THEN 'text[]' ELSE data_type END"
                        + " FROM information_schema.columns WHERE table_schema = '" + database.schema()
                        + "' AND table_name = '" + table + "'")
                .forEach(column -> types.put(column.split(" ", 2)[0], column.split(" ", 2)[1]));
        return types;
    }

    private static Map<String, String> parameters(String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private FakeReply insert(ReceivedRequest request, String table, Map<String, String> parameters) {
        Map<String, String> types = columns(table);
        List<String> names = List.of(parameters.getOrDefault("columns", "").split(","));
        if (!types.keySet().containsAll(names)) {
            return error(400, "PGRST204", "Could not find a column in the schema cache");
        }
        String rows = request.text();
        if (!isArrayOfObjects(request.body())) {
            return error(400, "PGRST102", "Empty or invalid json");
        }
        String resolution = request.header("prefer").replaceFirst(".*resolution=([a-z-]+).*", "$1");
        String sql = "INSERT INTO " + table + " (" + String.join(", ", names) + ") SELECT " + String.join(", ", names)
                + " FROM json_to_recordset(?::json) AS _ ("
                + names.stream().map(name -> name + " " + types.get(name)).collect(Collectors.joining(", "))
                + ") ON CONFLICT (" + parameters.get("on_conflict") + ") " + action(resolution, names);
        return run(sql, rows);
    }

    /** Without a condition everything would go, which the real one allows; the sink must never ask for that. */
    private FakeReply delete(ReceivedRequest request, String table, Map<String, String> parameters) {
        String condition = parameters.containsKey("call_id")
                ? PostgrestFilter.in("call_id", parameters.get("call_id"))
                : PostgrestFilter.before("event_time", parameters.getOrDefault("event_time", ""));
        if (condition.isEmpty() || !request.header("prefer").contains("count=exact")) {
            return error(400, "PGRST100", "parse error");
        }
        List<String> gone = database.query("DELETE FROM " + table + " WHERE " + condition + " RETURNING call_id");
        return new FakeReply(204, Map.of("Content-Range", "*/" + gone.size()), "");
    }

    private FakeReply select(String table, Map<String, String> parameters) {
        String column = parameters.keySet().stream()
                .filter(name -> !Set.of("select", "limit").contains(name))
                .findFirst()
                .orElse("");
        String condition = PostgrestFilter.equal(column, parameters.getOrDefault(column, ""));
        if (condition.isEmpty() || !columns(table).containsKey(column)) {
            return error(400, "PGRST100", "parse error");
        }
        return FakeReply.ok(database.query("SELECT coalesce(json_agg(found), '[]') FROM (SELECT "
                        + parameters.get("select") + " FROM " + table + " WHERE " + condition + " LIMIT "
                        + parameters.get("limit") + ") AS found")
                .get(0));
    }

    private boolean isArrayOfObjects(byte[] json) {
        try {
            JsonNode body = mapper.readTree(json);
            return body.isArray() && body.size() > 0 && body.get(0).isObject();
        } catch (IOException e) {
            return false;
        }
    }

    private static String action(String resolution, List<String> names) {
        return switch (resolution) {
            case "ignore-duplicates" -> "DO NOTHING";
            case "merge-duplicates" ->
                names.stream()
                        .map(name -> name + " = EXCLUDED." + name)
                        .collect(Collectors.joining(", ", "DO UPDATE SET ", ""));
            default -> throw new IllegalArgumentException("Prefer: resolution=" + resolution);
        };
    }

    private FakeReply run(String sql, String rows) {
        try {
            database.update(sql, rows);
            return FakeReply.status(201, "");
        } catch (SQLException e) {
            return error(status(e.getSQLState()), e.getSQLState(), String.valueOf(e.getMessage()));
        }
    }

    /** The table of PostgREST's documentation, "HTTP Status Codes". */
    private static int status(String state) {
        return switch (state.substring(0, 2)) {
            case "08", "53" -> 503;
            case "28" -> 403;
            case "54", "55", "57", "58", "XX" -> 500;
            default -> state.equals("23505") || state.equals("23503") ? 409 : state.equals("42P01") ? 404 : 400;
        };
    }

    private FakeReply error(int status, String code, String message) {
        String body = mapper.createObjectNode()
                .put("code", code)
                .put("message", message)
                .toString();
        return new FakeReply(status, Map.of("Content-Type", "application/json"), body);
    }
}
