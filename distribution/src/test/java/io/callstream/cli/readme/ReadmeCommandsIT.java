package io.callstream.cli.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.testing.provider.SimulatedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs what README.md tells people to run, word for word, with free ports and a folder of the test's own behind it. The
 * provider and the destinations of its configuration are the only things that a reader has and this test has not.
 */
class ReadmeCommandsIT {
    @TempDir
    Path folder;

    private final SimulatedProvider provider = SimulatedProvider.start();
    private Readme readme;
    private Shells shells;

    @BeforeEach
    void read() throws IOException {
        readme = Readme.of(Shells.HOME);
        shells = new Shells(folder, environment());
    }

    @AfterEach
    void stop() {
        shells.close();
        provider.close();
    }

    @Test
    void everyCommandIsKnownHere() {
        assertThat(readme.commands())
                .allMatch(command -> command.matches(
                        "mvn verify|curl .*|\\./callstream (demo|tail|--help|new-sink NAME|(sql|spend|export|replay) .*"
                                + "|(up|gateway|sink NAME|topics create|schemas register) --config .*)"));
    }

    /** One stack for both: a start takes long. */
    @Test
    @Timeout(600)
    void aCallOfOnesOwnIsSeenInTheTailAndEachPartRunsAlone() throws Exception {
        Shell up = up();
        JsonNode urls = shells.ready(up, "up");

        Shell curl = shells.start(readme.command("curl ")
                .replace("http://localhost:4000", urls.get("gateway").asText()));
        assertThat(curl.exitStatus()).as(curl.said()).isZero();
        assertThat(curl.said()).contains("\"chat.completion\"");

        String config = connections(urls).toString();
        Shell tail = shells.start(readme.command("./callstream tail") + " --from-beginning --config " + config);
        tail.until(() -> tail.said().contains("gpt-4o"));
        askLater(config);
        eachPartRunsAlone(config);
        assertThat(up.terminate()).as(up.said()).isIn(0, 143);
    }

    private void askLater(String config) throws Exception {
        for (String question : readme.commands()) {
            if (question.matches("\\./callstream (sql|spend|export|replay) .*")) {
                Shell asked = shells.start(
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

    private void eachPartRunsAlone(String config) throws Exception {
        for (String once : new String[] {"./callstream topics create", "./callstream schemas register"}) {
            Shell command = shells.start(with(config, readme.command(once)));
            assertThat(command.exitStatus()).as(command.said()).isZero();
        }
        Shell gateway = shells.start(with(config, readme.command("./callstream gateway")) + " --port 0 --data-dir "
                + folder.resolve("gateway") + shells.readyFile("gateway"));
        assertThat(shells.ready(gateway, "gateway").get("gateway").asText()).startsWith("http://");
        Shell sink = shells.start(with(config, readme.command("./callstream sink"))
                        .replace("NAME", "file") + " --data-dir " + folder.resolve("sink"));
        sink.until(() -> sink.said().contains("sink=file"));
    }

    @Test
    void helpListsTheRest() throws Exception {
        Shell help = shells.start(readme.command("./callstream --help"));

        assertThat(help.exitStatus()).isZero();
        assertThat(help.said()).contains("up", "demo", "sink", "tail");
    }

    private Shell up() throws IOException {
        Path config = Files.writeString(folder.resolve("config.yaml"), readme.config());
        return shells.start(with(config.toString(), readme.command("./callstream up")) + Shells.FREE_PORTS
                + " --data-dir " + folder.resolve("data") + shells.readyFile("up"));
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

    private Map<String, String> environment() {
        String nobody = "http://127.0.0.1:1";
        return Map.of(
                "CALLSTREAM_MASTER_KEY", "sk-of-the-readme",
                "OPENAI_API_KEY", "sk-provider",
                "OPENAI_BASE_URL", provider.apiBase().toString(),
                "LANGFUSE_PUBLIC_KEY", "pk",
                "LANGFUSE_SECRET_KEY", "sk",
                "LANGFUSE_HOST", nobody,
                "SLACK_WEBHOOK_URL", nobody);
    }
}
