package io.callstream.stack.postgres;

import io.callstream.stack.StackException;
import java.nio.file.Path;
import java.util.List;

/** PostgreSQL's own programs, run as the right account. */
final class Toolbox {

    /** Seconds that {@code pg_ctl} waits for a start (which may recover after a crash) or a stop. */
    private static final String PATIENCE = "100";

    private final Binaries binaries;
    private final Account account;

    Toolbox(Binaries binaries, Account account) {
        this.binaries = binaries;
        this.account = account;
    }

    Account account() {
        return account;
    }

    /** Initializes a database cluster, UTF-8 with the same order of text on every machine. */
    void initialize(Path cluster) {
        require(
                "initialize " + cluster,
                run(
                        "initdb",
                        "-D",
                        cluster.toString(),
                        "-U",
                        "postgres",
                        "-A",
                        "trust",
                        "-E",
                        "UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8"));
    }

    /** Runs statements, one on each line, on a cluster without a server. */
    void runSingle(Path cluster, String statements) {
        List<String> command = account.command(List.of(
                binaries.program("postgres"),
                "--single",
                "-D",
                cluster.toString(),
                "-c",
                "exit_on_error=on",
                "postgres"));
        Command.Outcome outcome = Command.run(command, statements);
        if (!outcome.succeeded()) {
            // The output repeats the statements, and with them the password.
            throw new StackException("PostgreSQL cannot set up its database in " + cluster + " (exit status "
                    + outcome.exitStatus() + ")");
        }
    }

    /** Starts a server and waits until it answers. */
    Command.Outcome start(Path cluster, Path log) {
        return run("pg_ctl", "start", "-D", cluster.toString(), "-l", log.toString(), "-w", "-t", PATIENCE);
    }

    /** Stops the server, rolling back what its clients have open, and waits for its end. */
    void stop(Path cluster) {
        require("stop " + cluster, run("pg_ctl", "stop", "-D", cluster.toString(), "-m", "fast", "-w", "-t", PATIENCE));
    }

    private Command.Outcome run(String program, String... arguments) {
        List<String> command = account.command(List.of(binaries.program(program)));
        command.addAll(List.of(arguments));
        return Command.run(command, "");
    }

    private static void require(String what, Command.Outcome outcome) {
        if (!outcome.succeeded()) {
            throw new StackException("PostgreSQL cannot " + what + ": " + lastLine(outcome.output()));
        }
    }

    static String lastLine(String output) {
        return output.lines().reduce("", (before, line) -> line.isBlank() ? before : line.strip());
    }
}
