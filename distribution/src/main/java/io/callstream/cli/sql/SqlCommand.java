package io.callstream.cli.sql;

import io.callstream.cli.problem.ExitCode;
import io.callstream.cli.problem.FileReason;
import io.callstream.cli.problem.UserError;
import io.callstream.cli.rows.RowFormat;
import io.callstream.cli.rows.RowOutput;
import io.callstream.cli.run.Termination;
import io.callstream.cli.terminal.Terminals;
import io.callstream.cli.time.SpanOptions;
import io.callstream.reader.time.TimeText;
import io.callstream.sql.query.QuerySession;
import io.callstream.sql.query.Statements;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callstream sql}: statements over the topics. */
@Command(
        name = "sql",
        description = {
            "Ask the topics in SQL (DuckDB's): one statement, a file, the standard input, or a shell when none is given.",
            "--from and --to go by the time at which Kafka got a record.",
            "Tables: pre_calls, chunks, successes, failures, calls, dead_letters; with analytics also spend, windows, alerts."
        })
public final class SqlCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", arity = "0..1", paramLabel = "STATEMENT", description = "What to run.")
    private @Nullable String statement;

    @Option(names = "--file", paramLabel = "FILE", description = "Run the statements of this file.")
    private @Nullable Path file;

    @Mixin
    private SessionOptions options = new SessionOptions();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Mixin
    private SpanOptions spanOptions = new SpanOptions();

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "table",
            description = "How rows are written: ${COMPLETION-CANDIDATES} (default: table).")
    private RowFormat format = RowFormat.TABLE;

    @Option(
            names = "--allow-files",
            description = "Let statements read and write files of this machine (read_csv, COPY ... TO).")
    private boolean allowFiles;

    @Option(names = "--timing", description = "Say on the standard error how long each statement took.")
    private boolean timing;

    @Option(names = "--verbose", description = "Say on the standard error what the table calls is read from.")
    private boolean verbose;

    @Option(
            names = "--follow",
            description = "Run the statement again and again over the latest records; needs --last.")
    private boolean follow;

    @Option(
            names = "--last",
            paramLabel = "SPAN",
            description = "With --follow: how far back each run looks, such as 15m.")
    private @Nullable String last;

    @Option(
            names = "--every",
            paramLabel = "SPAN",
            defaultValue = "2s",
            description = "With --follow: time between two runs (default: 2s).")
    private String every = "2s";

    @Override
    public Integer call() throws InterruptedException {
        Terminals terminals = Terminals.ofProcess();
        Clock clock = Clock.systemUTC();
        checkFollow();
        List<String> statements = statements(terminals);
        try (ScratchFolder scratch = options.scratch();
                QuerySession session = engine.open(options, spanOptions.span(clock), scratch.path(), allowFiles)) {
            Termination.closing(() -> {
                session.cancel();
                scratch.close();
            });
            StatementRunner runner =
                    new StatementRunner(session, spec.commandLine().getErr(), terminals.error() && !follow);
            if (statements.isEmpty()) {
                return new SqlShell(session, clock, format).run();
            }
            RowOutput out = new RowOutput(
                    spec.commandLine().getOut(), terminals.output(), terminals.output() ? terminals.width() : 0);
            Runnable all = () -> statements.forEach(each -> run(each, runner, out));
            if (follow) {
                new Follow(TimeText.span("--every", every), lastSpan(), clock).run(session, all, out);
            }
            all.run();
            return ExitCode.OK;
        }
    }

    private void run(String each, StatementRunner runner, RowOutput out) {
        long began = System.nanoTime();
        runner.run(each, format, out);
        if (verbose) {
            runner.session()
                    .callsNote()
                    .ifPresent(note -> spec.commandLine().getErr().println("note: " + note));
        }
        if (timing) {
            spec.commandLine().getErr().println(StatementRunner.seconds(began));
        }
    }

    private Duration lastSpan() {
        return TimeText.span("--last", last == null ? "" : last);
    }

    private void checkFollow() {
        if (follow && last == null) {
            throw new UserError("--follow needs --last, such as --last 15m: every run reads that much of the topics");
        }
        if (!follow && last != null) {
            throw new UserError("--last goes with --follow (for one run: --from " + last + ")");
        }
        if (follow && spanOptions.given()) {
            throw new UserError("--follow looks back from now; leave out --from and --to, and say --last");
        }
    }

    /** None when the shell is wanted. */
    private List<String> statements(Terminals terminals) {
        if (statement != null && file != null) {
            throw new UserError("a statement and --file " + file + " together (expected one of them)");
        }
        String text = statement;
        if (text == null && file != null) {
            text = read(file);
        }
        if (text == null && (!terminals.input() || follow)) {
            text = standardInput();
        }
        if (text == null) {
            return List.of();
        }
        List<String> statements = Statements.split(text).all();
        if (statements.isEmpty()) {
            throw new UserError("there is no statement in " + (file == null ? "what was given" : file.toString()));
        }
        return statements;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UserError("file " + file + " cannot be read (" + FileReason.of(e) + ")", e);
        }
    }

    private static String standardInput() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UserError("the standard input cannot be read (" + FileReason.of(e) + ")", e);
        }
    }
}
