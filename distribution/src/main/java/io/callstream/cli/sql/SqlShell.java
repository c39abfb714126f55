package io.callstream.cli.sql;

import io.callstream.cli.problem.ExitCode;
import io.callstream.cli.problem.UserError;
import io.callstream.cli.rows.RowFormat;
import io.callstream.files.OwnerOnly;
import io.callstream.reader.ReadFailedException;
import io.callstream.reader.ReadRequestException;
import io.callstream.reader.time.WrongTimeException;
import io.callstream.sql.query.QuerySession;
import io.callstream.sql.query.SqlException;
import io.callstream.sql.query.Statements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Reads statements from a terminal until its end. What goes wrong with one of them is said, and the shell goes on. */
final class SqlShell {
    private static final String PROMPT = "callstream> ";
    private static final String MORE = "        ...> ";

    private final QuerySession session;
    private final ShellCommands commands;

    SqlShell(QuerySession session, Clock clock, RowFormat format) {
        this.session = session;
        this.commands = new ShellCommands(session, clock, format);
    }

    /** Opens the terminal of this process. */
    int run() {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            return run(terminal, Path.of(System.getProperty("user.home"), ".callstream", "sql_history"));
        } catch (IOException e) {
            throw new UserError(
                    "the terminal cannot be used (" + e.getMessage() + "); give the statement as argument", e);
        }
    }

    /** @param history the file that keeps what was typed; only its owner can read it */
    int run(Terminal terminal, Path history) {
        prepare(history);
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("callstream")
                .parser(new ShellParser())
                .completer(new ShellCompleter(session.tables()))
                .variable(LineReader.HISTORY_FILE, history)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, MORE)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        terminal.handle(Terminal.Signal.INT, signal -> session.cancel());
        terminal.writer().println("SQL over the topics; \\? for help, \\q to leave.");
        while (commands.open()) {
            try {
                execute(reader.readLine(PROMPT), terminal);
            } catch (UserInterruptException e) {
                // Ctrl-C leaves the line that was being typed
            } catch (EndOfFileException e) {
                break;
            }
        }
        commands.close();
        return ExitCode.OK;
    }

    private static void prepare(Path history) {
        try {
            OwnerOnly.createFolderOf(history);
            OwnerOnly.open(history, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
        } catch (IOException e) {
            throw new UserError("history file " + history + " cannot be written (" + e.getMessage() + ")", e);
        }
    }

    private void execute(String line, Terminal terminal) {
        String text = line.strip();
        try {
            if (text.startsWith("\\")) {
                commands.command(text, terminal);
            } else {
                Statements.split(text).all().forEach(statement -> commands.statement(statement, terminal));
            }
        } catch (SqlException e) {
            e.marked().ifPresent(terminal.writer()::println);
            terminal.writer().println("error: " + e.getMessage());
        } catch (ReadRequestException | ReadFailedException | WrongTimeException | UserError | UncheckedIOException e) {
            terminal.writer().println("error: " + e.getMessage());
        }
        terminal.flush();
    }
}
