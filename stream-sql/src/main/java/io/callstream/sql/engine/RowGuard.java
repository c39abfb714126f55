package io.callstream.sql.engine;

import io.callstream.sql.query.SqlException;
import io.callstream.sql.scan.ScanMonitor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunction;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;

/**
 * A function of the engine that sees how many bytes the rows hold that are about to be given out together, and ends a statement whose rows
 * would be the end of the process.
 */
record RowGuard(RowBounds bounds, Supplier<ScanMonitor> monitor) implements DuckDBScalarFunction {
    static final String NAME = "callstream_fits";

    /** The driver reads a text as bytes, and makes a text of these. */
    private static final int AS_OBJECTS = 3;

    void register(Connection connection) throws SQLException {
        try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
            builder.withName(NAME)
                    .withParameters(Long.class, Long.class)
                    .withReturnType(Boolean.class)
                    .withVolatile() // else the texts of constants are counted once
                    .withVectorizedFunction(this)
                    .register(connection);
        }
    }

    /** Texts come in the first column, what the driver makes Java's objects of at once in the second. */
    @Override
    public void apply(DuckDBDataChunkReader rows, DuckDBWritableVector fits) {
        DuckDBReadableVector texts = rows.vector(0);
        DuckDBReadableVector nested = rows.vector(1);
        long together = 0;
        for (long row = 0; row < rows.rowCount(); row++) {
            together += texts.getLong(row) + nested.getLong(row) * AS_OBJECTS;
            check(bounds.wrongRow(texts.getLong(row) + nested.getLong(row)));
            fits.setBoolean(row, true);
        }
        check(bounds.wrongTogether(rows.rowCount(), together));
    }

    private void check(Optional<String> wrong) {
        wrong.ifPresent(why -> {
            throw monitor.get().failed(new SqlException(why, false));
        });
    }
}
