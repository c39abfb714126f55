package io.callstream.sink.supabase;

import io.callstream.sink.http.Target;
import io.callstream.sink.rows.CallRows;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where rows are posted to. The address names the key, by which the server tells repeats, and all columns, so that one that
 * a row does not have becomes null.
 *
 * @see <a href="https://docs.postgrest.org/en/stable/references/api/tables_views.html">PostgREST: tables and views</a>
 */
record Endpoints(Target calls, Target chunks) {
    static Endpoints of(Target project) {
        return new Endpoints(
                table(
                        project,
                        "calls?on_conflict=call_id",
                        Stream.concat(Stream.of("status"), CallRows.callColumns().keySet().stream())),
                table(project, "chunks?on_conflict=call_id,chunk_index", CallRows.chunkColumns().keySet().stream()));
    }

    private static Target table(Target project, String table, Stream<String> columns) {
        return at(project, table + "&columns=" + columns.collect(Collectors.joining(",")));
    }

    /** @param table with a query, if there is one */
    static Target at(Target project, String table) {
        String base = project.uri().toString().replaceAll("/+$", "");
        return new Target(URI.create(base + "/rest/v1/" + table), project.headers());
    }
}
