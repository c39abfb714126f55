package io.callstream.console.sql;

import io.callstream.console.web.WebException;
import io.callstream.events.codec.WriterSchemas;
import io.callstream.reader.ReadFailedException;
import io.callstream.reader.ReadRequestException;
import io.callstream.sql.engine.SqlResult;
import io.callstream.sql.engine.SqlSession;
import io.callstream.sql.query.SqlException;
import io.callstream.sql.query.SqlOptions;
import io.callstream.sql.table.TableCatalogue;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs one statement after the other, each in an engine of its own that reads no file of this machine. It is ended by ending its process.
 *
 * @param setUp where topics are, and how much memory there is
 */
record StatementRun(EngineSetUp setUp, WriterSchemas schemas) {
    private static final int THREADS = 2;
    private static final String AWAY = "Kafka does not give what the statement reads: ";

    /** What a statement read. */
    record Read(long records, long unreadable, long millis, Optional<String> note) {}

    /** @throws WebException saying why there is no answer */
    Read run(Statement statement, RowTaker taker) throws IOException {
        long begun = System.nanoTime();
        SqlOptions options = new SqlOptions(statement.span(), setUp.memory(), THREADS, setUp.folder(), false);
        try (SqlSession session = SqlSession.open(setUp.kafka(), schemas, TableCatalogue.builtIn(), options);
                SqlResult result = session.run(statement.sql())) {
            give(result, statement.limit(), taker);
            return new Read(
                    session.monitor().progress().records(),
                    session.monitor().unreadableCount(),
                    (System.nanoTime() - begun) / 1_000_000,
                    session.callsNote());
        } catch (SqlException e) {
            throw new WebException(e.usersDoing() ? 400 : 422, text(e));
        } catch (ReadRequestException | ReadFailedException e) {
            throw new WebException(503, AWAY + e.getMessage());
        }
    }

    private static void give(SqlResult result, int limit, RowTaker taker) throws IOException {
        taker.columns(result.columns());
        long rows = 0;
        Optional<List<@Nullable Object>> row = result.next();
        while (row.isPresent() && rows++ < limit && taker.row(row.get())) {
            row = result.next();
        }
    }

    private static String text(SqlException e) {
        return e.getMessage() + e.marked().map(marked -> "\n" + marked).orElse("");
    }
}
