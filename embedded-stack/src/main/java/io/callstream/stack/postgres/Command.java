package io.callstream.stack.postgres;

import io.callstream.stack.StackException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs one of PostgreSQL's programs to its end. */
final class Command {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Command() {}

    /** How a program ended, and what it printed on both of its streams. */
    record Outcome(int exitStatus, String output) {

        boolean succeeded() {
            return exitStatus == 0;
        }
    }

    /**
     * @param input what the program reads; never shown
     * @throws StackException if it cannot be started, or does not end in two minutes
     */
    static Outcome run(List<String> command, String input) {
        try {
            // A file, because a server started by the program would keep a pipe open.
            Path output = Files.createTempFile("postgres-", ".out");
            try {
                int status = run(builder(command, output).start(), command, input);
                return new Outcome(
                        status, Files.readString(output, StandardCharsets.UTF_8).strip());
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new StackException(command.get(0) + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while " + command.get(0) + " ran", e);
        }
    }

    private static ProcessBuilder builder(List<String> command, Path output) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // PGDATA, PGPORT and the like would override our settings; messages are matched in English.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private static int run(Process process, List<String> command, String input)
            throws IOException, InterruptedException {
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new StackException(command.get(0) + " did not end in " + PATIENCE.toSeconds() + " s");
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
