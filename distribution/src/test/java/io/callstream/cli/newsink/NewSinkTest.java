package io.callstream.cli.newsink;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.cli.Main;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.runtime.catalogue.PluginFolder;
import io.callstream.sink.runtime.catalogue.SinkCatalogue;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code callstream new-sink} in a copy of the repository's lists. */
class NewSinkTest {
    private static final List<String> LISTS = List.of(
            "pom.xml",
            "sink-connectors/pom.xml",
            "sink-connectors/sinks-all/pom.xml",
            "sink-connectors/sinks-all-tests/pom.xml",
            "docker-compose.yml",
            "compose/prometheus.yml");

    @TempDir
    Path root;

    private final StringWriter err = new StringWriter();

    @BeforeEach
    void copyLists() throws IOException {
        for (String list : LISTS) {
            Path copy = root.resolve(list);
            Files.createDirectories(copy.getParent());
            Files.copy(Path.of("..").resolve(list), copy);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"aardvark", "demo-store", "zebra"})
    void anHttpSinkCompilesKeepsTheContractAndIsListed(String name) throws IOException {
        assertThat(newSink(name)).as(err.toString()).isZero();

        assertListed(name);
        assertThat(text("docker-compose.yml")).contains("_API_KEY:-}");
        Generated.in(root.resolve("sink-connectors/sink-" + name)).passesItsTests();
    }

    @Test
    void aPlainSinkCompilesKeepsTheContractAndIsListed() throws IOException {
        assertThat(newSink("store", "--plain")).as(err.toString()).isZero();

        assertListed("store");
        assertThat(text("docker-compose.yml"))
                .contains("      - store-data:/var/lib/callstream\n", "\n  store-data:\n");
        Generated.in(root.resolve("sink-connectors/sink-store")).passesItsTests();
    }

    @Test
    void aProfileAndAVolumeOfOtherServicesStayTheirs() throws IOException {
        assertThat(newSink("demo")).as(err.toString()).isZero();
        assertThat(newSink("kafka", "--plain")).as(err.toString()).isZero();
        assertThat(text("docker-compose.yml"))
                .contains("\n  sink-demo:\n    <<: *sink\n    profiles: [sink-demo]\n")
                .contains("\n  sink-kafka:\n    <<: *sink\n    profiles: [kafka]\n")
                .contains("      - sink-kafka-data:/var/lib/callstream\n")
                .containsOnlyOnce("\n  sink-kafka-data:\n")
                .containsOnlyOnce("\n  kafka-data:\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http", "--plain"})
    void aPluginCompilesKeepsTheContractAndIsFoundInItsFolder(String flavour) throws IOException {
        Path project = root.resolve("my-plugin");
        assertThat(newSink("my-store", flavour, "--plugin", project.toString()))
                .as(err.toString())
                .isZero();

        Generated plugin = Generated.in(project);
        plugin.passesItsTests();
        plugin.packInto(root.resolve("plugins"));
        ClassLoader loader = PluginFolder.over(getClass().getClassLoader(), root.resolve("plugins"));
        try (Closeable closed = (Closeable) loader) {
            SinkFactory<?> factory = SinkCatalogue.of(loader).find("my-store");
            assertThat(closed).isSameAs(factory.getClass().getClassLoader());
            assertThat(factory.getClass().getPackageName()).isEqualTo("com.example.callstream.mystore");
        }
    }

    @Test
    void aPluginOverwritesNothing() throws IOException {
        Path project = Files.createDirectory(root.resolve("my-plugin"));
        assertThat(newSink("my-store", "--plugin", project.toString())).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains(project + " is there already");
        assertThat(project).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Demo", "1st", "de_mo", "demo-", "../demo", "class", "target", "runtime", "testkit"})
    void aNameThatCannotBeIsRefused(String name) throws IOException {
        assertRefused(name, "'" + name + "'");
    }

    @Test
    void aModuleThatIsThereStays() throws IOException {
        Path module = Files.createDirectories(root.resolve("sink-connectors/sink-demo"));
        assertRefused("demo", module + " is there already");
    }

    @Test
    void aListThatIsNotFoundIsNamedAndNothingIsWritten() throws IOException {
        Files.writeString(root.resolve("compose/prometheus.yml"), "scrape_configs: []\n");
        assertRefused("demo", "compose/prometheus.yml");
        assertThat(root.resolve("sink-connectors/sink-demo")).doesNotExist();
    }

    @Test
    void aFolderThatIsNoCheckoutIsNamed() throws IOException {
        Files.delete(root.resolve("docker-compose.yml"));
        assertThat(newSink("demo")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains(root + " is no checkout of Callstream");
    }

    private void assertRefused(String name, String reason) throws IOException {
        List<String> before = lists();
        assertThat(newSink(name)).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains(reason);
        assertThat(lists()).isEqualTo(before);
    }

    private void assertListed(String name) throws IOException {
        String module = "sink-" + name;
        assertThat(text("sink-connectors/pom.xml")).containsOnlyOnce("    <module>" + module + "</module>\n");
        for (String list : List.of("sinks-all", "sinks-all-tests")) {
            assertThat(text("sink-connectors/" + list + "/pom.xml"))
                    .containsOnlyOnce("      <artifactId>" + module + "</artifactId>\n");
        }
        assertThat(text("docker-compose.yml"))
                .containsOnlyOnce("\n\n  " + module + ":\n    <<: *sink\n    profiles: [" + name + "]\n");
        assertThat(text("compose/prometheus.yml")).containsPattern("[\\[ ]" + module + "[,\\]]");
    }

    private int newSink(String name, String... more) {
        List<String> arguments = new ArrayList<>(List.of("new-sink", name, "--repository", root.toString()));
        arguments.addAll(List.of(more));
        return Main.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    private String text(String path) throws IOException {
        return Files.readString(root.resolve(path));
    }

    private List<String> lists() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String list : LISTS) {
            texts.add(text(list));
        }
        return texts;
    }
}
