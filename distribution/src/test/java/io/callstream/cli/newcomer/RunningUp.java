package io.callstream.cli.newcomer;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine;

/** {@code callstream up} in this JVM, on free ports. */
final class RunningUp implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final StringWriter said = new StringWriter();
    private final Thread thread;
    private final JsonNode urls;

    RunningUp(Path folder, String config) throws IOException {
        Path file = Files.writeString(folder.resolve("config.yaml"), config);
        Path ready = folder.resolve("ready.json");
        String[] line = ("up --port 0 --console-port 0 --kafka-port 0 --registry-port 0 --postgres-port 0 --config "
                        + file + " --data-dir " + folder.resolve("data") + " --ready-file " + ready)
                .split(" ", -1);
        CommandLine command =
                Main.commandLine(line).setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        thread = new Thread(() -> command.execute(line), "callstream-up");
        thread.start();
        await().atMost(PATIENCE).until(() -> Files.exists(ready) || !thread.isAlive());
        if (!Files.exists(ready)) {
            throw new AssertionError("callstream up ended: " + said);
        }
        urls = new ObjectMapper().readTree(ready.toFile());
    }

    /** Where a service answers. */
    URI url(String service) {
        return URI.create(urls.path(service).asText());
    }

    /** As Ctrl-C does; returns when all has ended. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(PATIENCE.toMillis());
    }
}
