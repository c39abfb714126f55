package io.callstream.cli.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Goes through docs/tutorial.md from its first command to its last, with free ports and a folder of the test's own. */
class TutorialCommandsIT {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FREE_PORTS =
            " --port 0 --kafka-port 0 --registry-port 0 --postgres-port 0 --console-port 0";

    @TempDir
    Path folder;

    private final Deque<Shell> running = new ArrayDeque<>();
    private final List<String> left = new ArrayList<>();
    private String config = "";

    @AfterEach
    void stop() {
        running.forEach(Shell::close);
    }

    @Test
    @Timeout(600)
    void itsCommandsDoWhatItSays() throws Exception {
        assumeTrue(pythonIsThere(), "no python3 on the PATH: the tutorial's receiver does not run");
        left.addAll(Readme.of(HOME, "docs/tutorial.md").commands());
        JsonNode urls = up();
        aCallAndAFailureAreMade(urls.get("gateway").asText());
        theyAreSeenAndCounted();
        int port = freePort();
        Shell receiver = aSinkWaitsAndCatchesUp(port);
        theyAreReplayed(receiver, port);
        assertThat(left).as("commands that were not run").isEmpty();
    }

    private JsonNode up() throws IOException {
        Shell up = start(next("./callstream up") + FREE_PORTS + " --data-dir " + folder.resolve("data") + ready("up"));
        JsonNode urls = answers(up, "up");
        config = Files.writeString(folder.resolve("connections.yaml"), """
                callstream:
                  kafka: {bootstrap_servers: "%s"}
                  schema_registry: {url: "%s"}
                """.formatted(
                                urls.get("kafka").asText(), urls.get("registry").asText()))
                .toString();
        return urls;
    }

    private void aCallAndAFailureAreMade(String gateway) throws Exception {
        assertThat(ended(next("curl ").replace("http://localhost:4000", gateway)))
                .contains("\"chat.completion\"");
        assertThat(ended(next("curl ").replace("http://localhost:4000", gateway)))
                .contains("\"error\"");
    }

    private void theyAreSeenAndCounted() throws Exception {
        Shell tail = start(next("./callstream tail") + " --config " + config);
        tail.until(() -> tail.said().contains("gpt-4o-mini") && tail.said().contains("failure"));
        tail.close();
        assertThat(ended(next("./callstream sql") + " --config " + config)).contains("gpt-4o-mini", "failing");
        assertThat(ended(next("./callstream sql") + " --config " + config)).contains("500");
    }

    private Shell aSinkWaitsAndCatchesUp(int port) throws Exception {
        String command = next("GENERIC_LOGGER_ENDPOINT=");
        Shell sink = start("env " + at(port, command).replace("--port 4110", "--port 0") + " --config " + config
                + " --data-dir " + folder.resolve("sink") + ready("sink"));
        String health = answers(sink, "sink").elements().next().asText();
        String look = next("curl ").replace("http://localhost:4110", health.replaceFirst("/health$", ""));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(ended(look)).contains("waiting"));

        Shell receiver = start(next("python3 ").replace("9000", Integer.toString(port)));
        receiver.until(() -> received(receiver, "success") == 1 && received(receiver, "failure") == 1);
        return receiver;
    }

    private void theyAreReplayed(Shell receiver, int port) throws Exception {
        String more = " --config " + config + " --data-dir " + folder.resolve("replay");
        assertThat(ended("env " + at(port, next("GENERIC_LOGGER_ENDPOINT=")) + more))
                .contains("2 events");
        ended("env " + at(port, next("GENERIC_LOGGER_ENDPOINT=")) + more);
        receiver.until(() -> received(receiver, "success") == 2 && received(receiver, "failure") == 2);
    }

    private static long received(Shell receiver, String kind) {
        return receiver.said()
                .lines()
                .filter(line -> line.startsWith(kind + " "))
                .count();
    }

    /** The next command of the page, which has to start so. */
    private String next(String start) {
        assertThat(left).isNotEmpty();
        String command = left.remove(0);
        assertThat(command).startsWith(start);
        return command;
    }

    private static String at(int port, String command) {
        return command.replace("localhost:9000", "localhost:" + port);
    }

    private String ready(String name) {
        return " --ready-file " + folder.resolve(name + ".json");
    }

    private JsonNode answers(Shell service, String name) throws IOException {
        Path ready = folder.resolve(name + ".json");
        service.until(() -> Files.exists(ready));
        return JSON.readTree(ready.toFile());
    }

    private String ended(String command) throws Exception {
        Shell shell = start(command);
        assertThat(shell.exitStatus()).as(command + "\n" + shell.said()).isZero();
        return shell.said();
    }

    private Shell start(String command) throws IOException {
        Shell shell = Shell.start(HOME, Map.of("CALLSTREAM_MASTER_KEY", "sk-demo"), command);
        running.push(shell);
        return shell;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean pythonIsThere() {
        return Pattern.compile(":")
                .splitAsStream(String.valueOf(System.getenv("PATH")))
                .anyMatch(each -> Files.isExecutable(Path.of(each, "python3")));
    }
}
