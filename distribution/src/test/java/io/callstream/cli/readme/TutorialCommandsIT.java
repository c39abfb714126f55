package io.callstream.cli.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Goes through docs/tutorial.md from its first command to its last, with free ports and a folder of the test's own. */
class TutorialCommandsIT {
    @TempDir
    Path folder;

    private Shells shells;
    private final List<String> left = new ArrayList<>();
    private String config = "";

    @BeforeEach
    void begin() {
        shells = new Shells(folder, Map.of("CALLSTREAM_MASTER_KEY", "sk-demo"));
    }

    @AfterEach
    void stop() {
        shells.close();
    }

    @Test
    @Timeout(600)
    void itsCommandsDoWhatItSays() throws Exception {
        assumeTrue(pythonIsThere(), "no python3 on the PATH: the tutorial's receiver does not run");
        left.addAll(Readme.of(Shells.HOME, "docs/tutorial.md").commands());
        JsonNode urls = up();
        aCallAndAFailureAreMade(urls.get("gateway").asText());
        theyAreSeenAndCounted();
        int port = freePort();
        Shell receiver = aSinkWaitsAndCatchesUp(port);
        theyAreReplayed(receiver, port);
        assertThat(left).as("commands that were not run").isEmpty();
    }

    private JsonNode up() throws IOException {
        Shell up = shells.start(next("./callstream up") + Shells.FREE_PORTS + " --data-dir " + folder.resolve("data")
                + shells.readyFile("up"));
        JsonNode urls = shells.ready(up, "up");
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
        Shell tail = shells.start(next("./callstream tail") + " --config " + config);
        tail.until(() -> tail.said().contains("gpt-4o-mini") && tail.said().contains("failure"));
        tail.close();
        assertThat(ended(next("./callstream sql") + " --config " + config)).contains("gpt-4o-mini", "failing");
        assertThat(ended(next("./callstream sql") + " --config " + config)).contains("500");
    }

    private Shell aSinkWaitsAndCatchesUp(int port) throws Exception {
        String command = next("GENERIC_LOGGER_ENDPOINT=");
        Shell sink = shells.start("env " + at(port, command).replace("--port 4110", "--port 0") + " --config " + config
                + " --data-dir " + folder.resolve("sink") + shells.readyFile("sink"));
        String health = shells.ready(sink, "sink").elements().next().asText();
        String look = next("curl ").replace("http://localhost:4110", health.replaceFirst("/health$", ""));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(ended(look)).contains("waiting"));

        Shell receiver = shells.start(next("python3 ").replace("9000", Integer.toString(port)));
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

    private String ended(String command) throws Exception {
        Shell shell = shells.start(command);
        assertThat(shell.exitStatus()).as(command + "\n" + shell.said()).isZero();
        return shell.said();
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
