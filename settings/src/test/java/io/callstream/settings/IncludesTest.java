package io.callstream.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("C07: include")
class IncludesTest {
    @TempDir
    private Path folder;

    @Test
    void listsAreJoinedAndSettingsOfTheIncludedFileWin() throws IOException {
        write("models.yaml", "model_list: [{model_name: b}]\nlitellm_settings: {timeout: 2, own: 3}");

        Section root =
                load("include: [models.yaml]\nmodel_list: [{model_name: a}]\nlitellm_settings: {timeout: 1, kept: 1}");

        assertThat(root.sections("model_list"))
                .extracting(entry -> entry.text("model_name", ""))
                .containsExactly("a", "b");
        Section settings = root.section("litellm_settings");
        assertThat(settings.text("timeout")).contains("2");
        assertThat(settings.text("kept")).contains("1");
        assertThat(settings.text("own")).contains("3");
        assertThat(root.has("include")).isFalse();
    }

    @Test
    void anIncludedFileNamesOthersFromWhereItStands() throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        write("sub/one.yaml", "include: [two.yaml, ../main.yaml]\na: 1");
        write("sub/two.yaml", "include: [one.yaml]\nb: os.environ/B");

        Section root = load("include: [sub/one.yaml, sub/one.yaml]\nc: 3");

        assertThat(root.text("a")).contains("1");
        assertThat(root.text("b")).contains("from-b");
        assertThat(root.text("c")).contains("3");
    }

    @Test
    void aFileThatIsNotThereIsNamedWithWhoNamesIt() {
        assertThatThrownBy(() -> load("include: [absent.yaml]"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("absent.yaml")
                .hasMessageContaining("main.yaml")
                .hasMessageContaining("does not exist");
    }

    @Test
    void aChangeOfAnIncludedFileIsSeen() throws IOException {
        write("main.yaml", "include: [models.yaml]");
        write("models.yaml", "a: 1");
        String before = ConfigFile.content(folder.resolve("main.yaml"));
        write("models.yaml", "a: 2");

        assertThat(ConfigFile.content(folder.resolve("main.yaml"))).isNotEqualTo(before);
    }

    @Test
    void anythingButAListIsRefused() {
        assertThatThrownBy(() -> load("include: {a: b}")).hasMessageContaining("expected a list of files");
    }

    @Test
    void aMistakeInAnIncludedFileNamesThatFile() throws IOException {
        write("broken.yaml", "a: b: c");

        assertThatThrownBy(() -> load("include: [broken.yaml]"))
                .hasMessageContaining("broken.yaml is no valid YAML: line 1");
    }

    private Section load(String yaml) throws IOException {
        write("main.yaml", yaml);
        return new ConfigFile(Environment.of(Map.of("B", "from-b"))).load(folder.resolve("main.yaml"), new Problems());
    }

    private void write(String name, String yaml) throws IOException {
        Files.writeString(folder.resolve(name), yaml);
    }
}
