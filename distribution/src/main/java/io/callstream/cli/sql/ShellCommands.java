package io.callstream.cli.sql;

import io.callstream.cli.problem.FileReason;
import io.callstream.cli.problem.UserError;
import io.callstream.cli.rows.RowColumn;
import io.callstream.cli.rows.RowFormat;
import io.callstream.cli.rows.RowOutput;
import io.callstream.cli.rows.RowWriter;
import io.callstream.reader.time.TimeSpan;
import io.callstream.reader.time.TimeText;
import io.callstream.settings.Similar;
import io.callstream.sql.query.QuerySession;
import io.callstream.sql.table.SqlTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** The shell's own commands, and how it runs statements. For one thread. */
final class ShellCommands implements AutoCloseable {
    private static final List<List<String>> HELP = List.of(
            List.of("\\d", "the tables"),
            List.of("\\d TABLE", "the columns of a table, and what they say"),
            List.of("\\timing", "say how long statements take, or cease to"),
            List.of("\\format FORM", "how rows are written: table, csv, json, jsonl, markdown"),
            List.of("\\o FILE", "write rows to a file from now on; \\o alone: to the terminal again"),
            List.of(
                    "\\from TIME",
                    "read only records that Kafka got then or later (2h, 2026-11-20); \\from alone: from the oldest"),
            List.of("\\to TIME", "read only records that Kafka got before then; \\to alone: to the newest"),
            List.of("\\?", "this list"),
            List.of("\\q", "leave"));

    private final QuerySession session;
    private final Clock clock;
    private RowFormat format;
    private boolean timing;
    private boolean open = true;
    private @Nullable PrintWriter file;

    ShellCommands(QuerySession session, Clock clock, RowFormat format) {
        this.session = session;
        this.clock = clock;
        this.format = format;
    }

    static List<String> names() {
        return HELP.stream()
                .map(line -> line.get(0).split(" ", 2)[0])
                .distinct()
                .toList();
    }

    boolean open() {
        return open;
    }

    void statement(String statement, Terminal terminal) {
        long began = System.nanoTime();
        PrintWriter to = file;
        RowOutput out = to == null ? output(terminal) : RowOutput.plain(to);
        new StatementRunner(session, terminal.writer(), !isDumb(terminal)).run(statement, format, out);
        if (timing) {
            terminal.writer().println(StatementRunner.seconds(began));
        }
    }

    private static boolean isDumb(Terminal terminal) {
        return terminal.getType().startsWith(Terminal.TYPE_DUMB);
    }

    private static RowOutput output(Terminal terminal) {
        return new RowOutput(terminal.writer(), true, Math.max(0, terminal.getWidth()));
    }

    void command(String line, Terminal terminal) {
        String[] words = line.split("\\s+", 2);
        String argument = words.length > 1 ? words[1].replaceAll(";$", "").strip() : "";
        switch (words[0].replaceAll(";$", "")) {
            case "\\d" -> describe(argument, terminal);
            case "\\timing" -> timing(terminal);
            case "\\format" -> format = format(argument);
            case "\\o" -> redirect(argument);
            case "\\from" -> from(argument);
            case "\\to" -> to(argument);
            case "\\?", "\\h", "\\help" ->
                rows(terminal, List.of(RowColumn.text("command"), RowColumn.text("does")), HELP);
            case "\\q", "\\quit", "\\exit" -> open = false;
            default -> throw new UserError("unknown command " + words[0] + " (\\? lists them)");
        }
    }

    private void describe(String name, Terminal terminal) {
        if (name.isEmpty()) {
            rows(
                    terminal,
                    List.of(RowColumn.text("table"), RowColumn.text("a row is")),
                    session.tables().stream()
                            .map(table -> List.of(table.name(), table.doc()))
                            .toList());
            return;
        }
        SqlTable table = session.tables().stream()
                .filter(each -> each.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
        rows(
                terminal,
                List.of(RowColumn.text("column"), RowColumn.text("type"), RowColumn.text("says")),
                table.columns().stream()
                        .map(column -> List.of(column.name(), column.type(), column.doc()))
                        .toList());
    }

    private UserError unknown(String name) {
        List<String> names = session.tables().stream().map(SqlTable::name).toList();
        String meant = Similar.to(name, names)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
        return new UserError("there is no table " + name + meant + " (\\d lists them)");
    }

    private static void rows(Terminal terminal, List<RowColumn> columns, List<List<String>> rows) {
        RowWriter writer = RowFormat.TABLE.writer(new RowOutput(terminal.writer(), true, 0)); // what is said is not cut
        writer.begin(columns);
        rows.forEach(writer::row);
        writer.end();
    }

    private void timing(Terminal terminal) {
        timing = !timing;
        terminal.writer().println("timing is " + (timing ? "on" : "off"));
    }

    private static RowFormat format(String name) {
        for (RowFormat each : RowFormat.values()) {
            if (each.toString().equalsIgnoreCase(name)) {
                return each;
            }
        }
        throw new UserError("\\format " + name + " (expected table, csv, json, jsonl or markdown)");
    }

    private void redirect(String name) {
        close();
        if (!name.isEmpty()) {
            try {
                file = new PrintWriter(Files.newBufferedWriter(Path.of(name), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UserError("file " + name + " cannot be written (" + FileReason.of(e) + ")", e);
            }
        }
    }

    private void from(String text) {
        Optional<Instant> from = text.isEmpty() ? Optional.empty() : Optional.of(TimeText.parse("\\from", text, clock));
        use(new TimeSpan(from, session.options().span().to()));
    }

    private void to(String text) {
        Optional<Instant> to = text.isEmpty() ? Optional.empty() : Optional.of(TimeText.parse("\\to", text, clock));
        use(new TimeSpan(session.options().span().from(), to));
    }

    private void use(TimeSpan span) {
        session.use(session.options().withSpan(span));
    }

    @Override
    public void close() {
        PrintWriter was = file;
        file = null;
        if (was != null) {
            was.close();
        }
    }
}
