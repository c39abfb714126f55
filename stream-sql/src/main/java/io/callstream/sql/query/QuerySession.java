package io.callstream.sql.query;

import io.callstream.sql.table.SqlTable;
import java.util.List;
import java.util.Optional;

/**
 * Runs statements over topics. What a topic holds is read anew for each statement.
 *
 * <p>For one thread, except {@link #cancel} and {@link #monitor}.
 */
public interface QuerySession extends AutoCloseable {
    /** The tables that there are from the beginning. */
    List<SqlTable> tables();

    SqlOptions options();

    /** For the statements that follow; of the options only the span can change. */
    void use(SqlOptions changed);

    /**
     * Starts one statement.
     *
     * @throws SqlException if it does not parse, names what is not there, or fails
     * @throws io.callstream.reader.ReadRequestException if a topic is not there
     * @throws io.callstream.reader.ReadFailedException if Kafka does not answer
     */
    QueryResult run(String sql);

    /** Where the table {@code calls} of the latest statement that names it is read from; empty where there is no choice, or none was made yet. */
    default Optional<String> callsNote() {
        return Optional.empty();
    }

    /** Watches the scans of the latest statement. */
    ScanReport monitor();

    /** Ends the statement that runs, if any, which then fails. */
    void cancel();

    @Override
    void close();
}
