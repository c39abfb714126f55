package io.callstream.sql.flink;

import io.callstream.sql.query.QueryResult;
import io.callstream.sql.query.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;

/** The rows of a statement, as the cluster gives them. */
final class FlinkResult implements QueryResult {
    /** How long a job that has given its last row may take to end. */
    private static final long END_SECONDS = 30;

    private final List<ResultColumn> columns;
    private final CloseableIterator<Row> rows;
    private final Optional<JobClient> job;
    private final JobReport report;
    private final Function<Throwable, RuntimeException> errors;
    private boolean ended;

    FlinkResult(TableResult result, boolean hasRows, JobReport report, Function<Throwable, RuntimeException> errors) {
        this.columns = hasRows ? columns(result) : List.of();
        this.rows = result.collect();
        this.job = result.getJobClient();
        this.report = report;
        this.errors = errors;
    }

    private static List<ResultColumn> columns(TableResult result) {
        return result.getResolvedSchema().getColumns().stream()
                .map(column -> new ResultColumn(
                        column.getName(),
                        column.getDataType().getLogicalType().copy(true).asSummaryString()))
                .toList();
    }

    @Override
    public List<ResultColumn> columns() {
        return columns;
    }

    @Override
    public Optional<List<@Nullable Object>> next() {
        try {
            if (ended || !rows.hasNext()) {
                end();
                return Optional.empty();
            }
            Row row = rows.next();
            List<@Nullable Object> plain = new ArrayList<>(row.getArity());
            for (int i = 0; i < row.getArity(); i++) {
                plain.add(FlinkValues.plain(row.getField(i)));
            }
            return Optional.of(plain);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw errors.apply(e);
        } catch (RuntimeException | ExecutionException | TimeoutException e) {
            throw errors.apply(e);
        }
    }

    /** What the tasks have counted is complete when the job has ended. */
    private void end() throws InterruptedException, ExecutionException, TimeoutException {
        if (!ended && job.isPresent()) {
            report.ended(job.get()
                    .getJobExecutionResult()
                    .get(END_SECONDS, TimeUnit.SECONDS)
                    .getAllAccumulatorResults());
        }
        ended = true;
    }

    @Override
    public void close() {
        try {
            rows.close(); // ends the job, if it still runs
        } catch (Exception e) { // Flink declares no more than that
            throw errors.apply(e);
        }
    }
}
