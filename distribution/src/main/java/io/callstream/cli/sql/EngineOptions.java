package io.callstream.cli.sql;

import io.callstream.cli.config.Connections;
import io.callstream.cli.problem.UserError;
import io.callstream.reader.time.TimeSpan;
import io.callstream.settings.HostPort;
import io.callstream.sql.query.QueryEngine;
import io.callstream.sql.query.QuerySession;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --engine} and {@code --cluster}: what runs the statements, and where. */
public final class EngineOptions {
    private static final String DUCKDB = "duckdb";
    private static final String FLINK = "flink";

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = DUCKDB,
            description = "What runs statements: duckdb (default), or flink, an optional part.")
    private String engine = DUCKDB;

    @Option(
            names = "--cluster",
            paramLabel = "HOST:PORT",
            description = "With --engine flink: run them on this session cluster instead of in this process.")
    private @Nullable String cluster;

    QuerySession open(SessionOptions options, TimeSpan span, Path scratch, boolean allowFiles) {
        if (engine.equals(DUCKDB)) {
            if (cluster != null) {
                throw new UserError("--cluster goes with --engine flink: DuckDB runs in this process");
            }
            return options.open(span, scratch, allowFiles);
        }
        Connections connections = options.connections();
        return found().open(
                        connections.kafka(),
                        connections.registry(),
                        Optional.ofNullable(cluster).map(EngineOptions::address),
                        options.bounds(span, scratch, allowFiles));
    }

    private QueryEngine found() {
        if (!engine.equals(FLINK)) {
            throw new UserError("--engine " + engine + " (expected duckdb or flink)");
        }
        return ServiceLoader.load(QueryEngine.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.name().equals(engine))
                .findFirst()
                .orElseThrow(() -> new UserError("--engine flink: Flink's jars are not there (expected in the folder"
                        + " lib-flink beside lib; in a source tree `./callstream sql --engine flink` builds them)"));
    }

    private static HostPort address(String text) {
        try {
            return HostPort.of(URI.create("http://" + text)).orElseThrow(() -> wrong(text));
        } catch (IllegalArgumentException e) {
            throw wrong(text);
        }
    }

    private static UserError wrong(String text) {
        return new UserError("--cluster " + text + " is no address (expected HOST:PORT of a JobManager's REST API)");
    }
}
