package io.callstream.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    private final Problems problems = new Problems();
    private final ConfigFile config = new ConfigFile(Environment.of(Map.of("API_KEY", "sk-1", "BLANK", " ")));

    @Test
    void aReferenceStandsForItsEnvironmentVariable() {
        Section root = config.parse("params: {api_key: os.environ/API_KEY}\nkeys: [os.environ/API_KEY]", "c", problems);

        assertThat(root.section("params").text("api_key")).contains("sk-1");
        assertThat(root.texts("keys")).containsExactly("sk-1");
    }

    @Test
    void aVariableThatIsNotSetReadsAsAbsentButIsKnown() {
        Section root =
                config.parse("a: os.environ/MISSING\nb: os.environ/BLANK\nc: [os.environ/MISSING]", "c", problems);

        assertThat(root.text("a")).isEmpty();
        assertThat(root.text("b")).isEmpty();
        assertThat(root.texts("c")).isEmpty();
        assertThat(root.unsetVariable("a")).contains("MISSING");
        assertThat(problems.none()).isTrue();
    }

    @Test
    void valuesOfElsewhereAreReadAsThoseOfTheFile() {
        Map<String, Object> values = new HashMap<>(Map.of("api_key", "os.environ/API_KEY", "port", "soon"));
        values.put("nothing", null);

        Section section = config.section(values, "model_list[0]", problems);

        assertThat(section.text("api_key")).contains("sk-1");
        assertThat(section.has("nothing")).isFalse();
        assertThat(section.integer("port", 1, 0, 9)).isEqualTo(1);
        assertThat(problems.found()).singleElement().asString().startsWith("model_list[0].port: ");
    }

    @Test
    void anEmptyFileIsAnEmptySection() {
        assertThat(config.parse("# nothing yet", "c", problems).isEmpty()).isTrue();
    }

    @Test
    void aKeyWrittenTwiceIsRefused() {
        assertThatThrownBy(() -> config.parse("a: 1\na: 2", "config.yaml", problems))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("config.yaml")
                .hasMessageContaining("duplicate");
    }

    @Test
    void aListIsNoConfiguration() {
        assertThatThrownBy(() -> config.parse("[1, 2]", "config.yaml", problems))
                .hasMessage("config file config.yaml must be a mapping of sections");
    }

    @Test
    void aFileThatIsNotThereIsNamed(@TempDir Path folder) {
        Path file = folder.resolve("absent.yaml");

        assertThatThrownBy(() -> config.load(file, problems))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aKeyWithoutAValueSaysWhatIsMissing() {
        Section root = config.parse("a:\nb: null\nc: ''\nd: os.environ/MISSING\ne: x", "c", problems);

        assertThat(root.has("a")).isFalse();
        assertThat(root.text("b")).isEmpty();
        assertThat(root.missing("a")).contains("is empty");
        assertThat(root.missing("c")).contains("is empty");
        assertThat(root.missing("d")).contains("needs environment variable MISSING, which is not set");
        assertThat(root.missing("e")).isEmpty();
        assertThat(root.missing("f")).isEmpty();
    }

    @Test
    void theFilesOwnVariablesComeBeforeThoseOfTheProcess() {
        Section root = config.parse("""
                environment_variables: {API_KEY: sk-file, COPY: os.environ/API_KEY, EMPTY: }
                a: os.environ/API_KEY
                b: os.environ/COPY
                c: os.environ/EMPTY
                """, "c", problems);

        assertThat(root.text("a")).contains("sk-file");
        assertThat(root.text("b")).contains("sk-1");
        assertThat(root.unsetVariable("c")).contains("EMPTY");
    }
}
