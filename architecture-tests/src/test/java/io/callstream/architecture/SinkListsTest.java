package io.callstream.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code callstream new-sink} enters a sink wherever sinks are listed; so must whoever adds one by hand. */
class SinkListsTest {
    private static final Pattern SINK = Pattern.compile("<artifactId>(sink-[a-z0-9-]+)</artifactId>");
    private static final Pattern MODULE = Pattern.compile("<module>(sink-[a-z0-9-]+)</module>");
    private static final Path SINKS = Path.of("..", "sink-connectors");

    @ParameterizedTest
    @ValueSource(strings = {"sinks-all", "sinks-all-tests"})
    void everySinkIsListed(String list) throws IOException {
        assertThat(sinks(SINKS.resolve(list).resolve("pom.xml"), SINK)).isEqualTo(modules());
    }

    @ParameterizedTest
    @ValueSource(strings = {"distribution", "integration-tests", "sink-connectors/kafka-connect"})
    void whoeverHasAllSinksTakesThemFromTheList(String module) throws IOException {
        assertThat(sinks(Path.of("..").resolve(module).resolve("pom.xml"), SINK))
                .isEmpty();
    }

    private static Set<String> modules() throws IOException {
        return sinks(SINKS.resolve("pom.xml"), MODULE);
    }

    /** Those of the listed modules that are sinks and no libraries: they are found as services. */
    private static Set<String> sinks(Path pom, Pattern entry) throws IOException {
        return entry.matcher(Files.readString(pom))
                .results()
                .map(found -> found.group(1))
                .filter(SinkListsTest::isSink)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isSink(String module) {
        return Files.exists(
                SINKS.resolve(module).resolve("src/main/resources/META-INF/services/io.callstream.sink.SinkFactory"));
    }
}
