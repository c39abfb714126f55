package io.callstream.sql.engine;

import io.callstream.events.codec.WriterSchemas;
import io.callstream.reader.TopicRange;
import io.callstream.settings.KafkaSettings;
import io.callstream.sql.query.QuerySession;
import io.callstream.sql.query.ResultColumn;
import io.callstream.sql.query.SqlException;
import io.callstream.sql.query.SqlOptions;
import io.callstream.sql.query.StatementRanges;
import io.callstream.sql.query.Statements;
import io.callstream.sql.scan.ScanMonitor;
import io.callstream.sql.scan.TopicScan;
import io.callstream.sql.table.ScanTable;
import io.callstream.sql.table.SqlTable;
import io.callstream.sql.table.TableCatalogue;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements over topics. What a topic holds is read anew for each statement; tables that a statement makes live as long as the session.
 *
 * <p>For one thread, except {@link #cancel} and {@link #monitor}.
 */
public final class SqlSession implements QuerySession {
    private final Connection connection;
    private final StatementRanges ranges;
    private final WriterSchemas schemas;
    private final TableCatalogue tables;
    private final CallsTable calls;
    private volatile ScanMonitor monitor = new ScanMonitor();
    private SqlOptions options;
    private volatile @Nullable Statement running;

    private SqlSession(
            Connection connection,
            StatementRanges ranges,
            WriterSchemas schemas,
            TableCatalogue tables,
            CallsTable calls,
            SqlOptions options) {
        this.connection = connection;
        this.ranges = ranges;
        this.schemas = schemas;
        this.tables = tables;
        this.calls = calls;
        this.options = options;
    }

    /**
     * Opens the engine with all tables; connects to Kafka when a statement needs it.
     *
     * @throws SqlException if the engine cannot be loaded on this machine
     */
    public static SqlSession open(
            KafkaSettings kafka, WriterSchemas schemas, TableCatalogue tables, SqlOptions options) {
        StatementRanges ranges = new StatementRanges(kafka);
        try {
            Properties properties = new Properties();
            properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
            Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
            CallsTable calls = new CallsTable(tables, new CallRowsCoverage(kafka, ranges));
            SqlSession session = new SqlSession(connection, ranges, schemas, tables, calls, options);
            session.prepare();
            return session;
        } catch (SQLException e) {
            ranges.close();
            throw EngineErrors.of(e);
        }
    }

    private void prepare() throws SQLException {
        KafkaSource source = new KafkaSource(ranges, schemas);
        for (ScanTable scan : tables.scans()) {
            TopicScan function = new TopicScan(scan, source, options.threads(), this::monitor);
            try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
                builder.withName(scan.scanName())
                        .withProjectionPushdown()
                        .withFunction(function)
                        .register(connection);
            }
        }
        new RowGuard(RowBounds.of(Runtime.getRuntime().maxMemory()), this::monitor).register(connection);
        for (SqlTable table : tables.tables()) {
            execute(table.ddl());
        }
        for (String setting : EngineSettings.of(options)) {
            execute(setting);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public List<SqlTable> tables() {
        return tables.tables();
    }

    @Override
    public SqlOptions options() {
        return options;
    }

    @Override
    public void use(SqlOptions changed) {
        options = options.withSpan(changed.span());
    }

    @Override
    public SqlResult run(String sql) {
        return run(sql, List.of());
    }

    /**
     * Starts one statement that reads exactly these ranges of their topics; otherwise as {@link #run(String)}.
     *
     * @param exact as they were planned; at most one for each topic
     */
    public SqlResult run(String sql, List<TopicRange> exact) {
        List<String> statements = Statements.split(sql).all();
        for (int i = 0; i < statements.size() - 1; i++) {
            one(statements.get(i), exact).close();
        }
        return one(statements.isEmpty() ? sql : statements.get(statements.size() - 1), exact);
    }

    private SqlResult one(String sql, List<TopicRange> exact) {
        ranges.begin(options.span(), exact);
        monitor = new ScanMonitor();
        Statement statement = null;
        int before = 0;
        try {
            Optional<String> ddl = calls.choose(sql, options.span());
            if (ddl.isPresent()) {
                execute(ddl.get());
            }
            Optional<AskedRows> asked = AskedRows.of(connection, sql);
            statement = asked.isPresent() ? asked.get().statement() : connection.createStatement();
            running = statement;
            before = asked.map(AskedRows::linesBefore).orElse(0);
            return asked.isPresent() ? rows(asked.get()) : rows(statement, sql);
        } catch (SQLException e) {
            close(statement);
            throw EngineErrors.saysNothing(e) && stillWanted() ? reason(sql, e) : error(e, before);
        }
    }

    private SqlResult rows(AskedRows asked) throws SQLException {
        PreparedStatement statement = asked.statement();
        ResultSet rows = statement.execute() ? statement.getResultSet() : null;
        return new SqlResult(statement, rows, asked.columns(), failure -> error(failure, asked.linesBefore()));
    }

    private SqlResult rows(Statement statement, String sql) throws SQLException {
        ResultSet rows = statement.execute(sql) ? statement.getResultSet() : null;
        List<ResultColumn> columns = rows == null ? List.of() : AskedRows.columns(rows.getMetaData());
        return new SqlResult(statement, rows, columns, failure -> error(failure, 0));
    }

    /** Begins to watch anew, so that nothing is counted twice; false if the statement was cancelled, or failed in a scan. */
    private boolean stillWanted() {
        ScanMonitor first = monitor;
        if (first.failure().isPresent()) {
            return false;
        }
        monitor = new ScanMonitor();
        if (first.cancelled()) {
            monitor.cancel();
        }
        return !first.cancelled();
    }

    /** Runs it once more, in the one way in which the engine, streaming rows, says why a statement failed before its first row. */
    private RuntimeException reason(String sql, SQLException failure) {
        try (Statement again = connection.createStatement()) {
            running = again;
            again.execute("EXPLAIN ANALYZE\n" + sql);
            return error(failure, 0);
        } catch (SQLException e) {
            return error(e, 1);
        }
    }

    private static void close(@Nullable Statement statement) {
        try {
            if (statement != null) {
                statement.close();
            }
        } catch (SQLException e) {
            // the statement has failed already, for a reason that matters more
        }
    }

    private RuntimeException error(SQLException failure, int before) {
        ScanMonitor watching = monitor;
        if (watching.cancelled()) {
            return new SqlException("the statement was cancelled", Optional.empty(), false, failure);
        }
        return watching.failure().orElseGet(() -> EngineErrors.of(failure, before));
    }

    @Override
    public Optional<String> callsNote() {
        return calls.note();
    }

    @Override
    public ScanMonitor monitor() {
        return monitor;
    }

    @Override
    public void cancel() {
        monitor.cancel();
        Statement now = running;
        try {
            if (now != null && !now.isClosed()) {
                now.cancel();
            }
        } catch (SQLException e) {
            // it has just ended by itself
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw EngineErrors.of(e);
        } finally {
            ranges.close();
        }
    }
}
