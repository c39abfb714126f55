package io.callstream.sql.query;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of a statement, as they come. For one thread; to be closed before the next statement. */
public interface QueryResult extends AutoCloseable {
    /** None for statements without rows, such as {@code CREATE VIEW}. */
    List<ResultColumn> columns();

    /**
     * The next row: numbers, texts, booleans, times of {@code java.time}, lists, maps and null.
     *
     * @throws SqlException if the statement fails while it runs
     */
    Optional<List<@Nullable Object>> next();

    @Override
    void close();
}
