package io.callstream.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path folder;

    @Test
    void theContentIsReplacedAndIsTheOwnersAlone() throws IOException {
        Path file = folder.resolve("state");
        WholeFile.replace(file, "a long first text");
        WholeFile.replace(file, "Zürich");

        assertThat(file).hasContent("Zürich");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder.toFile().list()).containsExactly("state");
    }

    @Test
    void whatACrashLeftBesideItIsNoHindrance() throws IOException {
        Files.writeString(folder.resolve("state.tmp"), "half of");

        WholeFile.replace(folder.resolve("state"), "whole");

        assertThat(folder.resolve("state")).hasContent("whole");
        assertThat(folder.toFile().list()).containsExactly("state");
    }

    @Test
    void whereItCannotBeWrittenTheOldContentStays() throws IOException {
        Path file = folder.resolve("state");
        WholeFile.replace(file, "old");
        Files.createDirectories(folder.resolve("state.tmp/not-empty"));

        assertThatThrownBy(() -> WholeFile.replace(file, "new")).isInstanceOf(IOException.class);
        assertThat(file).hasContent("old");
    }
}
