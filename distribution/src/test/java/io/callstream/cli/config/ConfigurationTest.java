package io.callstream.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    @TempDir
    Path directory;

    private Configuration configuration;

    @BeforeEach
    void writeFile() throws IOException {
        Path file = directory.resolve("config.yaml");
        Files.writeString(file, """
                callstream:
                  kafka: {bootstrap_servers: "theirs:9092"}
                litellm_settings:
                  callbacks: [webhook]
                """);
        configuration = Configuration.ofFile(file, Environment.of(Map.of()));
    }

    @Test
    void whatLiesOverItWins() {
        assertThat(servers(configuration.with("callstream.kafka.bootstrap_servers", "ours:1")))
                .contains("ours:1");
    }

    @Test
    void whatLiesUnderItOnlyFillsGaps() {
        Configuration filled = configuration
                .withDefault("callstream.kafka.bootstrap_servers", "ours:1")
                .withDefault("callstream.kafka.partitions", 3);

        assertThat(servers(filled)).contains("theirs:9092");
        assertThat(kafka(filled).text("partitions")).contains("3");
    }

    @Test
    void listsAreJoined() {
        Section root = configuration
                .with("litellm_settings.callbacks", List.of("postgres"))
                .open(new Problems());

        assertThat(root.section("litellm_settings").texts("callbacks")).containsExactly("webhook", "postgres");
    }

    @Test
    void everyReaderGetsItsOwnView() {
        configuration.open(new Problems()).accept("callstream");

        assertThat(configuration.open(new Problems()).unknownKeys()).contains("callstream");
    }

    private static Optional<String> servers(Configuration configuration) {
        return kafka(configuration).text("bootstrap_servers");
    }

    private static Section kafka(Configuration configuration) {
        return configuration.open(new Problems()).section("callstream").section("kafka");
    }
}
