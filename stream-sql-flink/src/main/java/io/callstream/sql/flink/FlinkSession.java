package io.callstream.sql.flink;

import io.callstream.reader.TopicRange;
import io.callstream.sql.flink.catalog.ScanFactory;
import io.callstream.sql.flink.dialect.Dialect;
import io.callstream.sql.flink.dialect.Translation;
import io.callstream.sql.flink.source.TopicAccess;
import io.callstream.sql.flink.source.TopicInputFormat;
import io.callstream.sql.flink.source.TopicScan;
import io.callstream.sql.query.QueryResult;
import io.callstream.sql.query.QuerySession;
import io.callstream.sql.query.SqlException;
import io.callstream.sql.query.SqlOptions;
import io.callstream.sql.query.StatementRanges;
import io.callstream.sql.table.ScanTable;
import io.callstream.sql.table.SqlTable;
import io.callstream.sql.table.TableCatalogue;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.api.internal.TableResultInternal;
import org.apache.flink.table.operations.Operation;

/** Runs statements over topics as jobs of a cluster. For one thread, except {@link #cancel} and {@link #monitor}. */
final class FlinkSession implements QuerySession {
    private final FlinkCluster cluster;
    private final TableEnvironmentInternal tables;
    private final StatementRanges ranges;
    private final TopicAccess access;
    private volatile JobReport report = JobReport.none();
    private SqlOptions options;

    FlinkSession(FlinkCluster cluster, StatementRanges ranges, TopicAccess access, SqlOptions options) {
        this.cluster = cluster;
        this.ranges = ranges;
        this.access = access;
        this.options = options;
        this.tables = Environments.make(cluster.client(), options, new Planned());
    }

    /** Plans what a statement reads, while Flink plans the statement. */
    private final class Planned implements ScanFactory.Sources {
        @Override
        public TopicInputFormat format(ScanTable table, TopicScan scan) {
            List<TopicRange> planned =
                    table.topics(ranges.topics()).stream().map(ranges::range).toList();
            planned.forEach(report::planned);
            return new TopicInputFormat(
                    access,
                    scan,
                    planned.stream()
                            .flatMap(range -> range.partitions().stream())
                            .toList());
        }

        @Override
        public int tasks() {
            return options.threads();
        }
    }

    @Override
    public List<SqlTable> tables() {
        return TableCatalogue.builtIn().tables();
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
    public QueryResult run(String sql) {
        Translation asked = Dialect.translate(sql);
        JobReport now = new JobReport();
        report = now;
        ranges.begin(options.span(), List.of());
        try {
            Operation operation = AllowedStatements.only(tables.getParser().parse(asked.text()), options.allowFiles());
            TableResultInternal result = tables.executeInternal(operation);
            now.submitted(result.getJobClient());
            return new FlinkResult(
                    result, AllowedStatements.hasRows(operation), now, failure -> error(failure, asked, now));
        } catch (RuntimeException e) {
            now.submitted(Optional.empty());
            throw error(e, asked, now);
        }
    }

    private static RuntimeException error(Throwable failure, Translation asked, JobReport report) {
        return report.cancelled()
                ? new SqlException("the statement was cancelled", Optional.empty(), false, failure)
                : FlinkErrors.of(failure, asked);
    }

    @Override
    public JobReport monitor() {
        return report;
    }

    @Override
    public void cancel() {
        report.cancel();
    }

    @Override
    public void close() {
        cluster.close();
        ranges.close();
    }
}
