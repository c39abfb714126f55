package io.callstream.sink.supabase;

import io.callstream.stack.postgres.PostgresOptions;
import io.callstream.stack.postgres.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A schema prepared as the README says, on a server that all tests of this JVM share. */
final class ProjectDatabase implements AutoCloseable {
    /** Numbered migrations, then those that are repeated: the views on what the others made. */
    private static final Comparator<Path> IN_ORDER = Comparator.comparing(
                    (Path file) -> file.getFileName().toString().startsWith("R"))
            .thenComparing(Comparator.naturalOrder());

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String TABLES =
            "sink-connectors/sink-postgres/src/main/resources/io/callstream/sink/postgres/migration";

    private final Connection connection;
    private final String schema = "project_" + COUNT.incrementAndGet();

    ProjectDatabase() {
        try {
            connection = DriverManager.getConnection(
                    Shared.SERVER.jdbcUrl(), Shared.SERVER.user(), Shared.SERVER.password());
            execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
            execute("CREATE SCHEMA " + schema);
            execute("SET search_path TO " + schema);
            tables().forEach(this::execute);
            execute(setup());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> tables() {
        try (Stream<Path> files = Files.list(projectFolder().resolve(TABLES))) {
            List<String> scripts = new ArrayList<>();
            for (Path file : files.sorted(IN_ORDER).toList()) {
                scripts.add(Files.readString(file));
            }
            return scripts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whichever module's tests run here. */
    private static Path projectFolder() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(TABLES))) {
            folder = Objects.requireNonNull(folder.getParent(), "no folder above has " + TABLES);
        }
        return folder;
    }

    private static String setup() {
        try (InputStream in = SupabaseSink.class.getResourceAsStream("setup.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String schema() {
        return schema;
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    void update(String sql, String json) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, json);
            statement.executeUpdate();
        }
    }

    /** The first column of every row. */
    List<String> query(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Shared {
        static final PostgresServer SERVER = PostgresServer.start(
                PostgresOptions.in(Path.of("target", "postgres-of-supabase").toAbsolutePath()));
    }
}
