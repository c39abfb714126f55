package io.callstream.cli.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.testing.provider.SimulatedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs what README.md tells people to run, word for word, with free ports and a folder of the test's own behind it. The
 * provider and the destinations of its configuration are the only things that a reader has and this test has not.
 */
class ReadmeCommandsIT {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FREE_PORTS = " --port 0 --kafka-port 0 --registry-port 0 --postgres-port 0";

    @TempDir
    Path folder;

    private final SimulatedProvider provider = SimulatedProvider.start();
    private final Deque<Shell> running = new ArrayDeque<>();
    private Readme readme;

    @BeforeEach
    void read() throws IOException {
        readme = Readme.of(HOME);
    }

    @AfterEach
    void stop() {
        running.forEach(Shell::close);
        provider.close();
    }

    @Test
    void everyCommandIsKnownHere() {
        assertThat(readme.commands())
                .allMatch(command -> command.matches(
                        "mvn verify|curl .*|\\./callstream (demo|tail|--help|new-sink NAME|(sql|spend|export|replay) .*"
                                + "|(up|gateway|sink NAME|topics create|schemas register) --config .*)"));
    }

    @Test
    void theDemoShowsThatEverythingArrived() throws Exception {
        Shell demo = start(readme.command("./callstream demo") + " --exit" + FREE_PORTS + " --data-dir " + folder);

        assertThat(demo.exitStatus()).as(demo.said()).isZero();
        assertThat(demo.said()).contains("llm.pre-call").contains("postgres").contains("CLIENT_DISCONNECTED");
        assertThat(demo.said()).contains("$ ./callstream sql", "$ ./callstream replay", "refused of ");
    }

    @Test
    void aCallOfOnesOwnIsSeenInTheTail() throws Exception {
        Shell up = up();
        JsonNode urls = ready(up, "up.json");

        Shell curl = start(readme.command("curl ")
                .replace("http://localhost:4000", urls.get("gateway").asText()));
        assertThat(curl.exitStatus()).as(curl.said()).isZero();
        assertThat(curl.said()).contains("\"chat.completion\"");

        Shell tail = start(readme.command("./callstream tail") + " --from-beginning --config " + connections(urls));
        tail.until(() -> tail.said().contains("gpt-4o"));
        askLater(connections(urls).toString());
        assertThat(up.terminate()).as(up.said()).isIn(0, 143);
    }

    private void askLater(String config) throws Exception {
        for (String question : readme.commands()) {
            if (question.matches("\\./callstream (sql|spend|export|replay) .*")) {
                Shell asked = start(
                        question.replace("--to events", "--to " + folder.resolve("events")) + " --config " + config);
                assertThat(asked.exitStatus())
                        .as(question + "\n" + asked.said())
                        .isZero();
            }
        }
        try (Stream<Path> exported = Files.walk(folder.resolve("events"))) {
            assertThat(exported).anyMatch(file -> file.toString().endsWith(".parquet"));
        }
    }

    @Test
    void eachPartRunsAlone() throws Exception {
        JsonNode urls = ready(up(), "up.json");
        String config = connections(urls).toString();

        for (String once : new String[] {"./callstream topics create", "./callstream schemas register"}) {
            Shell command = start(with(config, readme.command(once)));
            assertThat(command.exitStatus()).as(command.said()).isZero();
        }
        Shell gateway = start(with(config, readme.command("./callstream gateway")) + " --port 0 --data-dir "
                + folder.resolve("gateway") + " --ready-file " + folder.resolve("gateway.json"));
        assertThat(ready(gateway, "gateway.json").get("gateway").asText()).startsWith("http://");
        Shell sink = start(with(config, readme.command("./callstream sink")).replace("NAME", "file") + " --data-dir "
                + folder.resolve("sink"));
        sink.until(() -> sink.said().contains("sink=file"));
    }

    @Test
    void helpListsTheRest() throws Exception {
        Shell help = start(readme.command("./callstream --help"));

        assertThat(help.exitStatus()).isZero();
        assertThat(help.said()).contains("up", "demo", "sink", "tail");
    }

    private Shell up() throws IOException {
        Path config = Files.writeString(folder.resolve("config.yaml"), readme.config());
        return start(with(config.toString(), readme.command("./callstream up")) + FREE_PORTS + " --data-dir "
                + folder.resolve("data") + " --ready-file " + folder.resolve("up.json"));
    }

    private static String with(String config, String command) {
        return command.replaceFirst("--config \\S+", "--config " + config);
    }

    private Path connections(JsonNode urls) throws IOException {
        return Files.writeString(folder.resolve("connections.yaml"), """
                model_list: [{model_name: m, litellm_params: {model: openai/m}}]
                callstream:
                  kafka: {bootstrap_servers: "%s"}
                  schema_registry: {url: "%s"}
                  sinks: {file: {directory: "%s"}}
                """.formatted(
                        urls.get("kafka").asText(), urls.get("registry").asText(), folder.resolve("files")));
    }

    private JsonNode ready(Shell service, String file) throws IOException {
        Path ready = folder.resolve(file);
        service.until(() -> Files.exists(ready));
        return JSON.readTree(ready.toFile());
    }

    private Shell start(String command) throws IOException {
        String nobody = "http://127.0.0.1:1";
        Map<String, String> environment = Map.of(
                "CALLSTREAM_MASTER_KEY", "sk-of-the-readme",
                "OPENAI_API_KEY", "sk-provider",
                "OPENAI_BASE_URL", provider.apiBase().toString(),
                "LANGFUSE_PUBLIC_KEY", "pk",
                "LANGFUSE_SECRET_KEY", "sk",
                "LANGFUSE_HOST", nobody,
                "SLACK_WEBHOOK_URL", nobody);
        Shell shell = Shell.start(HOME, environment, command);
        running.push(shell);
        return shell;
    }
}
