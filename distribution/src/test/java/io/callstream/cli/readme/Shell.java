package io.callstream.cli.readme;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A command in a shell, with its output in a file. Ended at the latest when it is closed. */
final class Shell implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final Path output;

    private Shell(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @param home where the command is run: the folder of README.md */
    static Shell start(Path home, Map<String, String> environment, String command) throws IOException {
        Path output = Files.createTempFile("readme", ".log");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "exec " + command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new Shell(builder.start(), output);
    }

    int exitStatus() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + PATIENCE + ": " + said());
        }
        return process.exitValue();
    }

    /** Waits until it is so, as long as the command runs. */
    void until(BooleanSupplier condition) {
        await().atMost(PATIENCE).until(() -> condition.getAsBoolean() || !process.isAlive());
        if (!condition.getAsBoolean()) {
            throw new AssertionError("ended before: " + said());
        }
    }

    /** As Ctrl-C or a service manager asks. */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitStatus();
    }

    /** Standard output and error so far. */
    String said() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
