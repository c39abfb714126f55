package io.callstream.cli.spend;

import io.callstream.analytics.config.AnalyticsConfig;
import io.callstream.analytics.report.SpendColumn;
import io.callstream.analytics.report.SpendReport;
import io.callstream.cli.config.ConfigOption;
import io.callstream.cli.config.Configuration;
import io.callstream.cli.problem.ExitCode;
import io.callstream.cli.problem.UserError;
import io.callstream.cli.rows.RowFormat;
import io.callstream.cli.rows.RowOutput;
import io.callstream.cli.terminal.Terminals;
import io.callstream.cli.time.SpanOptions;
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

    @Mixin
    private SpanOptions spanOptions = new SpanOptions();

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "table",
            description = "How lines are written: ${COMPLETION-CANDIDATES} (default: table).")
    private RowFormat format = RowFormat.TABLE;

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
            TimeSpan span = spanOptions.span(Clock.systemUTC());
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
            print(sheet);
            return ExitCode.OK;
        } catch (ReadRequestException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    private void print(Sheet sheet) {
        Terminals terminals = Terminals.ofProcess();
        RowOutput out = new RowOutput(
                spec.commandLine().getOut(), terminals.output(), terminals.output() ? terminals.width() : 0);
        new SheetPrinter(format, out, spec.commandLine().getErr()).print(sheet);
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
