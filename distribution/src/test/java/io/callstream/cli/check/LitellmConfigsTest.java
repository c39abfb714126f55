package io.callstream.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.cli.config.Configuration;
import io.callstream.cli.sink.PluginsOption;
import io.callstream.cli.sink.Sinks;
import io.callstream.gateway.config.KeyUse;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people configure LiteLLM's proxy with, a file for each of its documentation's subjects. Lines with {@code #=} state the models that
 * are served, and every key that is not used with what becomes of it: nothing is lost without being said.
 */
class LitellmConfigsTest {
    private static final String EXPECTED = "#= ";
    private static final String MODELS = "models ";
    private static final Map<String, String> ADDRESSES = Map.of(
            "AZURE_API_BASE", "https://azure.example.com",
            "DATABASE_URL", "postgresql://db.example.com/litellm",
            "SLACK_WEBHOOK_URL", "https://hooks.example.com/T/B/x",
            "SENTRY_DSN", "https://key@sentry.example.com/1",
            "OTEL_EXPORTER_OTLP_ENDPOINT", "http://otel.example.com:4318",
            "REDIS_HOST", "redis.example.com",
            "LANGFUSE_HOST", "https://langfuse.example.com");

    /** Whatever a file asks for is there, as in the environment of somebody whose proxy runs. */
    private static final Environment EVERYTHING_SET = LitellmConfigsTest::variable;

    private static Optional<String> variable(String name) {
        if (ADDRESSES.containsKey(name)) {
            return Optional.of(ADDRESSES.get(name));
        }
        boolean secret = name.endsWith("_KEY")
                || name.endsWith("_PASSWORD")
                || name.endsWith("_KEY_ID")
                || name.contains("SECRET")
                || name.endsWith("_TOKEN");
        return secret && !name.startsWith("CALLSTREAM") ? Optional.of("sk-of-" + name) : Optional.empty();
    }

    static Stream<Path> files() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(LitellmConfigsTest.class.getResource("litellm"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void startsUnchangedAndLosesNothingSilently(Path file) throws IOException {
        Configuration configuration = Configuration.ofFile(file, EVERYTHING_SET);
        Sinks sinks = new Sinks(configuration, Path.of("."), new PluginsOption(), new Random(1));

        ConfigVerdict verdict = ConfigCheck.everything(configuration, sinks);
        ConfigExplained explained = ConfigExplained.of(file.toString(), configuration, sinks);

        List<String> expected = expected(file);
        assertThat(lines(explained))
                .containsExactlyInAnyOrderElementsOf(expected.stream()
                        .filter(line -> !line.startsWith(MODELS))
                        .toList());
        assertThat(MODELS + models(verdict)).isIn(expected);
        assertThat(verdict.starts()).as("problems: %s", verdict.problems()).isEqualTo(explained.starts());
        assertThat(explained.uses()).hasSize(keys(configuration.open(new Problems())));
    }

    private static List<String> expected(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(EXPECTED))
                .map(line -> line.substring(EXPECTED.length()))
                .toList();
    }

    private static List<String> lines(ConfigExplained explained) {
        return explained.uses().stream()
                .filter(use -> use.use() != KeyUse.Use.USED)
                .map(use -> use.use().word() + " " + use.path())
                .toList();
    }

    private static String models(ConfigVerdict verdict) {
        return verdict.models().entrySet().stream()
                .map(model -> model.getKey() + "=" + model.getValue())
                .collect(Collectors.joining(", "));
    }

    private static int keys(Section root) throws IOException {
        int keys = 0;
        for (String name : root.keys()) {
            keys += keys(new ObjectMapper().readTree(root.json(name).orElseThrow()));
        }
        return keys;
    }

    private static int keys(JsonNode value) {
        boolean below = !value.isEmpty()
                && (value.isObject()
                        || value.isArray()
                                && StreamSupport.stream(value.spliterator(), false)
                                        .allMatch(JsonNode::isObject));
        return below
                ? StreamSupport.stream(value.spliterator(), false)
                        .mapToInt(LitellmConfigsTest::keys)
                        .sum()
                : 1;
    }
}
