package io.callstream.sink.clickhouse;

import io.callstream.sink.SinkConfigException;
import io.callstream.sink.SinkUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the tables and brings them up to date. Every statement may run again ({@code IF NOT EXISTS}), because the server has
 * no transaction around them and several copies of the sink may start at once.
 */
final class Migrations {
    private static final Logger log = LoggerFactory.getLogger(Migrations.class);
    /** In order; a script that was released is never changed. */
    private static final List<String> SCRIPTS = List.of(
            "V1__calls_and_chunks.sql",
            "V2__flags_and_chunk_columns.sql",
            "V3__call_source_and_saved_cost.sql",
            "V4__provider_response_body.sql");

    private final Server server;
    private final String database;

    Migrations(Server server, String database) {
        this.server = server;
        this.database = database;
    }

    /**
     * Runs the scripts that have not run yet.
     *
     * @throws SinkUnavailableException if the server cannot be reached yet
     * @throws SinkConfigException if it refuses this user, database or statement
     */
    void apply() {
        server.require("CREATE DATABASE IF NOT EXISTS " + database);
        server.require("CREATE TABLE IF NOT EXISTS " + history() + " (version UInt32, script String,"
                + " applied_at DateTime DEFAULT now()) ENGINE = ReplacingMergeTree ORDER BY version");
        for (int version = known() + 1; version <= SCRIPTS.size(); version++) {
            String script = SCRIPTS.get(version - 1);
            statements(script).forEach(server::require);
            server.require(
                    "INSERT INTO " + history() + " (version, script) VALUES (" + version + ", '" + script + "')");
            log.info("clickhouse tables brought up to date: script={}", script);
        }
    }

    private String history() {
        return database + ".callstream_schema_history";
    }

    private int known() {
        String answer = server.require("SELECT max(version) FROM " + history() + " FORMAT TabSeparated")
                .strip();
        if (!answer.matches("\\d{1,9}")) {
            throw new SinkConfigException("clickhouse sink cannot read " + history() + "; does url name a ClickHouse?");
        }
        return Integer.parseInt(answer);
    }

    private List<String> statements(String script) {
        String sql = text(script).replaceAll("(?m)^--.*$", "").replace("{database}", database);
        return Arrays.stream(sql.split(";\\s*(\\n|$)"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static String text(String script) {
        try (InputStream in = Migrations.class.getResourceAsStream("migration/" + script)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks " + script);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
