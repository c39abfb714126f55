package io.callstream.cli.readme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The commands that a reader of a page has started; they end with it. */
final class Shells implements AutoCloseable {
    /** The folder of README.md. */
    static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    /** The options with which a stack takes none of the usual ports. */
    static final String FREE_PORTS = " --port 0 --kafka-port 0 --registry-port 0 --postgres-port 0 --console-port 0";

    /** A stack that runs for a minute is gone before the best machine code pays: a third of the processor time. */
    private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> environment;
    private final Path folder;
    private final Deque<Shell> running = new ArrayDeque<>();

    /**
     * A reader.
     *
     * @param folder for files of the test's own
     * @param environment variables that the reader has set
     */
    Shells(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = new HashMap<>(environment);
        this.environment.put("CALLSTREAM_JAVA_OPTS", SHORT_LIVED);
    }

    Shell start(String command) throws IOException {
        Shell shell = Shell.start(HOME, environment, command);
        running.push(shell);
        return shell;
    }

    /** The option by which a service says where it answers. */
    String readyFile(String name) {
        return " --ready-file " + file(name);
    }

    /** Where it answers, once it does. */
    JsonNode ready(Shell service, String name) throws IOException {
        Path ready = file(name);
        service.until(() -> Files.exists(ready));
        return JSON.readTree(ready.toFile());
    }

    private Path file(String name) {
        return folder.resolve(name + ".json");
    }

    @Override
    public void close() {
        running.forEach(Shell::close);
    }
}
