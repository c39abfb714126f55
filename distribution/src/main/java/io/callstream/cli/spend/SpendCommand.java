package io.callstream.cli.spend;

import io.callstream.analytics.config.AnalyticsConfig;
import io.callstream.analytics.report.SpendColumn;
import io.callstream.analytics.report.SpendReport;
import io.callstream.cli.config.ConfigOption;
import io.callstream.cli.config.Configuration;
import io.callstream.cli.problem.ExitCode;
import io.callstream.cli.problem.UserError;
import io.callstream.events.SpendRecord;
import io.callstream.reader.ReadRequestException;
import io.callstream.reader.time.TimeSpan;
import io.callstream.settings.Problems;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callstream spend}: the ledger, added up. */
@Command(
        name = "spend",
        description = {
            "Show what calls have cost, from the ledger that analytics keeps.",
            "The ledger is kept by day (UTC): a day that --from or --to lies in is shown whole."
        })
public final class SpendCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--by",
            paramLabel = "COLUMNS",
            description =
                    "team, user, key, end_user, model, model_group, provider, tag, day, or several of them with commas"
                            + " (default: one line for everything). A call with several tags counts for each.")
    private @Nullable String by;

    @Option(names = "--from", paramLabel = "TIME", description = "Not before: 7d, 2026-11-01, 2026-11-01T00:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "And before: the same forms (default: everything).")
    private @Nullable String to;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json or csv (default: table).")
    private SpendFormat format = SpendFormat.table;

    @Option(
            names = "--ledger",
            paramLabel = "VERSION",
            description = "Version of the ledger (default: callstream.analytics.ledger).")
    private @Nullable String ledger;

    @Option(
            names = "--compare",
            paramLabel = "VERSION",
            description = "Show another ledger beside it, and what it has more.")
    private @Nullable String compare;

    @Override
    public Integer call() {
        List<SpendColumn> columns = columns();
        AnalyticsConfig analytics = analytics(config.orDefaults());
        try {
            TimeSpan span = TimeSpan.parse(from, to, Clock.systemUTC());
            SpendReport report =
                    report(columns, ledger == null ? analytics.analytics().ledger() : ledger, span);
            SpendReport other = report(columns, compare == null ? "" : compare, span);
            for (SpendRecord row : new LedgerTopic(analytics.kafka(), analytics.registry()).rows()) {
                report.add(row);
                other.add(row);
            }
            Sheet sheet = compare == null
                    ? Sheet.of(columns, report.lines())
                    : Sheet.compared(columns, report.lines(), other.lines());
            format.print(spec.commandLine().getOut(), sheet);
            return ExitCode.OK;
        } catch (ReadRequestException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    private static SpendReport report(List<SpendColumn> columns, String ledger, TimeSpan span) {
        return new SpendReport(columns, ledger, span.from(), span.to());
    }

    private List<SpendColumn> columns() {
        try {
            return by == null ? List.of() : SpendColumn.parse(by);
        } catch (IllegalArgumentException e) {
            throw new UserError("--by: " + e.getMessage(), e);
        }
    }

    private static AnalyticsConfig analytics(Configuration configuration) {
        return AnalyticsConfig.of(configuration.open(new Problems()));
    }
}
