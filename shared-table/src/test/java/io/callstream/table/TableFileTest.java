package io.callstream.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table's copy on disk. */
class TableFileTest {
    @TempDir
    Path folder;

    @Test
    void givesBackWhatWasWritten() throws IOException {
        TableFile file = new TableFile(folder.resolve("new/t.table"));

        file.write(Map.of("ä", "1".getBytes(UTF_8), "b", new byte[0]));

        assertThat(file.read()).containsOnlyKeys("ä", "b").containsEntry("ä", "1".getBytes(UTF_8));
    }

    @Test
    void aFileThatIsNotThereHoldsNothing() {
        assertThat(new TableFile(folder.resolve("none")).read()).isEmpty();
    }

    @Test
    void aDamagedFileIsLeftOut() throws IOException {
        Path path = folder.resolve("t.table");
        TableFile file = new TableFile(path);
        file.write(Map.of("key", "value".getBytes(UTF_8)));
        byte[] content = Files.readAllBytes(path);
        for (int at = 0; at < content.length; at += 5) {
            byte[] wrong = content.clone();
            wrong[at] ^= 1;
            Files.write(path, wrong);

            assertThat(file.read()).as("with byte %d changed", at).isEmpty();
        }
    }

    @Test
    void aShortenedFileIsLeftOut() throws IOException {
        Path path = folder.resolve("t.table");
        TableFile file = new TableFile(path);
        file.write(Map.of("key", "value".getBytes(UTF_8)));
        byte[] content = Files.readAllBytes(path);
        for (int length = 0; length < content.length; length += 7) {
            Files.write(path, Arrays.copyOf(content, length));

            assertThat(file.read()).as("with %d bytes", length).isEmpty();
        }
    }
}
