package io.callstream.console.sql;

import io.callstream.console.web.WebException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link StatementProcess} under way, as the console sees it. One question at a time; it may be ended by any thread. */
final class EngineProcess implements AutoCloseable {
    private static final long MIB = 1L << 20;
    private static final Path SHELL = Path.of("/bin/sh");
    private static final long HEAP = 512 * MIB;
    /** Java beside its heap: classes, code, stacks, what libraries map. */
    private static final long JAVA = 1280 * MIB;
    /**
     * What a statement makes beyond the engine's memory fails when this is used up, as a line of SQL's and not as the end of the process;
     * when the machine has no more, this process is the one that is to go. Where neither can be said, it goes without.
     */
    private static final String BOUNDED =
            "ulimit -v $1 2>/dev/null; (echo 1000 >/proc/$$/oom_score_adj) 2>/dev/null; shift; exec \"$@\"";

    private final Process process;
    private final Path folder;
    private final DataInputStream in;
    private final DataOutputStream out;

    private EngineProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /** Starts one, and returns when it can be asked. */
    static EngineProcess start(EngineSetUp setUp) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command(setUp.memory())).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        Path folder = EngineFolder.in(setUp.folder());
        EngineProcess started = new EngineProcess(builder.start(), folder);
        try {
            started.ask(setUp.in(folder).json());
            return started;
        } catch (IOException e) {
            started.close();
            throw e;
        }
    }

    private static List<String> command(long memory) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SHELL)) {
            long most = HEAP + JAVA + 2 * memory;
            command.addAll(List.of(SHELL.toString(), "-c", BOUNDED, "sh", String.valueOf(most / 1024)));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        long heap = Math.min(HEAP, Runtime.getRuntime().maxMemory());
        command.addAll(List.of(
                "-Xmx" + heap / MIB + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:CompressedClassSpaceSize=64m",
                "-XX:ReservedCodeCacheSize=48m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:-DumpReplayDataOnError",
                "-XX:ErrorFile=" + (File.separatorChar == '/' ? "/dev/null" : "NUL")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), StatementProcess.class.getName()));
        return command;
    }

    /**
     * Asks, and waits for the answer.
     *
     * @throws IOException if the process has ended
     */
    Frames.Frame ask(byte[] question) throws IOException {
        Frames.write(out, Frames.OK, question);
        return Frames.read(in);
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Why it has ended by itself, which as a rule is what it was asked. */
    WebException ended() {
        return new WebException(
                422,
                "the statement ended the engine's process (" + status()
                        + "): as a rule a value, or the rows that come together, became"
                        + " too large for its memory (shorter texts and lists, a LIMIT inside of string_agg or list, or more"
                        + " callstream.console.query_memory)");
    }

    private String status() {
        try {
            return process.waitFor(5, TimeUnit.SECONDS) ? "exit status " + process.exitValue() : "it does not answer";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /** At once, whatever it does. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().thenRun(() -> EngineFolder.delete(folder));
    }
}
