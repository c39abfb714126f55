package io.callstream.stack.registry.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeJournalTest {

    private static final List<Change> CHANGES = List.of(
            new Change.Registered("s", 1, 1, "{\"type\":\"string\",\"doc\":\"line\\nfeed, ü\"}"),
            new Change.LevelSet(null, CompatibilityLevel.FULL),
            new Change.VersionDeleted("s", 1, false),
            new Change.LevelSet("s", null),
            new Change.SubjectDeleted("s", true));

    @TempDir
    Path dir;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = dir.resolve("journal");
    }

    @Test
    void returnsWhatWasAppended() throws Exception {
        append(CHANGES);

        assertThat(read()).isEqualTo(CHANGES);
    }

    @Test
    void whereverAnAppendIsCutTheChangesBeforeItStay() throws Exception {
        append(CHANGES.subList(0, 4));
        long acknowledged = Files.size(file);
        append(CHANGES.subList(4, 5));
        byte[] whole = Files.readAllBytes(file);

        for (int length = (int) acknowledged; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThat(read()).as("cut at %s", length).isEqualTo(CHANGES.subList(0, 4));
            append(CHANGES.subList(4, 5));
            assertThat(read()).as("appended after a cut at %s", length).isEqualTo(CHANGES);
        }
    }

    @Test
    void aLastLineOfZerosIsAsGoodAsCut() throws Exception {
        append(CHANGES.subList(0, 2));
        byte[] good = Files.readAllBytes(file);
        byte[] bad = Arrays.copyOf(good, good.length + 10);
        bad[bad.length - 1] = '\n';
        Files.write(file, bad);

        assertThat(read()).isEqualTo(CHANGES.subList(0, 2));
        assertThat(Files.readAllBytes(file)).isEqualTo(good);
    }

    private void append(List<Change> changes) throws Exception {
        try (ChangeJournal journal = ChangeJournal.open(file, change -> {})) {
            for (Change change : changes) {
                journal.append(change);
            }
        }
    }

    private List<Change> read() {
        List<Change> read = new ArrayList<>();
        ChangeJournal.open(file, read::add).close();
        return read;
    }
}
