package io.callstream.sql.engine;

import io.callstream.sql.query.QueryResult;
import io.callstream.sql.query.ResultColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of a statement, as the engine gives them. */
public final class SqlResult implements QueryResult {
    private final Statement statement;
    private final @Nullable ResultSet rows;
    private final List<ResultColumn> columns;
    private final Function<SQLException, RuntimeException> errors;

    SqlResult(
            Statement statement,
            @Nullable ResultSet rows,
            List<ResultColumn> columns,
            Function<SQLException, RuntimeException> errors) {
        this.statement = statement;
        this.rows = rows;
        this.errors = errors;
        this.columns = columns;
    }

    @Override
    public List<ResultColumn> columns() {
        return columns;
    }

    @Override
    public Optional<List<@Nullable Object>> next() {
        try {
            if (rows == null || !rows.next()) {
                return Optional.empty();
            }
            List<@Nullable Object> row = new ArrayList<>(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                row.add(EngineValues.plain(rows.getObject(i + 1), columns.get(i).type()));
            }
            return Optional.of(row);
        } catch (SQLException e) {
            throw errors.apply(e);
        }
    }

    @Override
    public void close() {
        try {
            statement.close();
        } catch (SQLException e) {
            throw errors.apply(e);
        }
    }
}
