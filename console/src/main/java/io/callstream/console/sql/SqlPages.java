package io.callstream.console.sql;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.console.web.Exchange;
import io.callstream.console.web.Json;
import io.callstream.console.web.Pages;
import io.callstream.console.web.Reply;
import io.callstream.console.web.Route;
import io.callstream.console.web.WebException;
import io.callstream.reader.time.TimeSpan;
import io.callstream.reader.time.TimeText;
import io.callstream.reader.time.WrongTimeException;
import io.callstream.sql.query.ResultColumn;
import io.callstream.sql.table.SqlTable;
import io.callstream.sql.table.TableCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** {@code /sql}: an editor, and what it asks. Statements see prompts and answers, so only administrators may ask. */
public final class SqlPages {
    private static final int MOST_ROWS = 10_000;
    private static final int MOST_IN_A_FILE = 200_000;
    private static final Set<String> FORMATS = Set.of("csv", "parquet");
    private static final long LARGEST_FILE = 64L * 1024 * 1024;

    private final Statements statements;
    private final Path folder;
    private final Pages pages;
    private final Clock clock;

    /** @param folder for files under way to a browser */
    public SqlPages(Statements statements, Path folder, Pages pages, Clock clock) {
        this.statements = statements;
        this.folder = folder;
        this.pages = pages;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.adminGet("/sql", this::page),
                Route.post("/api/sql", this::run),
                Route.post(
                        "/api/sql/{id}/cancel",
                        exchange ->
                                Json.reply(Json.object().put("cancelled", statements.cancel(exchange.place("id"))))),
                Route.get("/api/sql/tables", exchange -> Json.reply(tables())),
                Route.post("/sql/download", this::download));
    }

    private Reply page(Exchange exchange) {
        statements.expect();
        ObjectNode data = Json.object();
        data.set("tables", tables());
        data.set("examples", Examples.json());
        String json = new String(Json.bytes(data), StandardCharsets.UTF_8).replace("<", "\\u003c");
        return pages.page(exchange, "sql", new Pages.Title("SQL", "sql"), Map.of("data", json));
    }

    private static ArrayNode tables() {
        ArrayNode list = Json.array();
        for (SqlTable table : TableCatalogue.builtIn().tables()) {
            ObjectNode one = list.addObject().put("name", table.name()).put("doc", table.doc());
            ArrayNode columns = one.putArray("columns");
            table.columns()
                    .forEach(column -> columns.addObject()
                            .put("name", column.name())
                            .put("type", column.type())
                            .put("doc", column.doc()));
        }
        return list;
    }

    private Reply run(Exchange exchange) {
        ObjectNode body = Json.object(exchange.body());
        int limit = body.hasNonNull("limit")
                ? (int) Exchange.number("limit", body.get("limit").asText(), 1, MOST_ROWS)
                : MOST_ROWS;
        String id = body.path("id").asText(UUID.randomUUID().toString());
        return Reply.json(statements.rows(new Statement(
                id, body.path("sql").asText(""), span(body.path("from").asText("")), limit + 1)));
    }

    private TimeSpan span(String from) {
        if (from.isBlank() || from.equals("all")) {
            return TimeSpan.ALL;
        }
        try {
            return new TimeSpan(Optional.of(TimeText.parse("from", from, clock)), Optional.empty());
        } catch (WrongTimeException e) {
            throw WebException.wrong(String.valueOf(e.getMessage()));
        }
    }

    private Reply download(Exchange exchange) {
        String name = "callstream-"
                + clock.instant().toString().replaceAll("[:.].*", "").replace("T", "-");
        boolean parquet = parquet(exchange.form("format").orElse("csv"));
        Statement statement = new Statement(
                UUID.randomUUID().toString(),
                exchange.form("sql").orElse(""),
                span(exchange.form("from").orElse("")),
                MOST_IN_A_FILE);
        try {
            Files.createDirectories(folder);
            Path csv = Files.createTempFile(folder, "rows", ".csv");
            Path made = csv.resolveSibling(csv.getFileName() + ".parquet");
            try {
                List<ResultColumn> columns = statements.file(statement, csv, !parquet);
                if (!parquet) {
                    return Reply.file(name + ".csv", "text/csv; charset=utf-8", bytes(csv));
                }
                ParquetFile.write(csv, columns, made);
                return Reply.file(name + ".parquet", "application/vnd.apache.parquet", bytes(made));
            } finally {
                Files.deleteIfExists(csv);
                Files.deleteIfExists(made);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the file could not be made", e);
        }
    }

    private static boolean parquet(String format) {
        if (!FORMATS.contains(format)) {
            throw WebException.wrong("format is '" + format + "' (expected csv or parquet)");
        }
        return format.equals("parquet");
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new WebException(
                    413, "the file is larger than " + LARGEST_FILE + " bytes; ask for less, or use callstream export");
        }
        return Files.readAllBytes(file);
    }
}
