package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials of Google, inline or in a file, and the project that they name. */
class GoogleLoginTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"service_account\",\"project_id\":\"p\"} | p",
                "{\"type\":\"authorized_user\"}                      |",
                "{\"type\":\"x\",\"project_id\":7}                   |",
            })
    void credentialsMayNameTheirProject(String json, @Nullable String project) throws IOException {
        GoogleLogin inline = GoogleLogin.Inline.of(json).orElseThrow();
        Path file = Files.writeString(folder.resolve("key.json"), "\uFEFF" + json);

        assertThat(inline.project().orElse(null)).isEqualTo(project);
        assertThat(new GoogleLogin.File(file).project().orElse(null)).isEqualTo(project);
        assertThat(inline.toString()).doesNotContain("service_account");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "{\"type\":1}", "{\"project_id\":\"p\"}", "{\"type\":null}"})
    void whatIsNoAccountIsNone(String json) {
        assertThat(GoogleLogin.Inline.of(json)).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadNamesNoProject() throws IOException {
        assertThat(new GoogleLogin.File(folder.resolve("none.json")).project()).isEmpty();
        assertThat(new GoogleLogin.File(folder).project()).isEmpty();
        assertThat(new GoogleLogin.File(Files.writeString(folder.resolve("odd.json"), "nonsense")).project())
                .isEmpty();
        assertThat(new GoogleLogin.Usual().project()).isEmpty();
    }

    @Test
    void aMarkAtTheBeginningOfATextIsNoPartOfIt() throws IOException {
        assertThat(TextFile.read(Files.writeString(folder.resolve("a"), "\uFEFFtext\uFEFF")))
                .isEqualTo("text\uFEFF");
        assertThat(TextFile.read(Files.writeString(folder.resolve("b"), ""))).isEmpty();
    }
}
