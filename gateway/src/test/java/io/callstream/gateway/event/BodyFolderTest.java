package io.callstream.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.patience.MovingClock;
import io.callstream.json.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("X24: bodies on disk have an age and a budget")
class BodyFolderTest {
    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock("2026-03-04T12:00:00Z");

    @Test
    void theOldestGoWhenTheBudgetIsUsedUp() throws IOException {
        FolderBodyStore store = store(1000, Duration.ofDays(7));

        for (int i = 0; i < 40; i++) {
            store.keep(new UUID(i, 0), "request", Slice.of("b".repeat(100)));
        }

        assertThat(bytes()).isLessThanOrEqualTo(1000);
        assertThat(names())
                .contains(new UUID(39, 0) + ".request.json")
                .doesNotContain(new UUID(0, 0) + ".request.json");
        assertThat(store.bytes()).isEqualTo(bytes());
        assertThat(store.deleted()).isEqualTo(40 - names().size());
        assertThat(store.shed()).isZero();
    }

    @Test
    void whatIsTooOldGoes() throws IOException {
        FolderBodyStore store = store(1 << 20, Duration.ofDays(2));
        store.keep(new UUID(1, 0), "request", Slice.of("old"));
        clock.passes(Duration.ofDays(3));

        store.sweep();

        assertThat(names()).isEmpty();
        assertThat(store.bytes()).isZero();
    }

    @Test
    void aStartKnowsWhatIsThere() throws IOException {
        store(1000, Duration.ofDays(7)).keep(new UUID(1, 0), "request", Slice.of("b".repeat(600)));

        FolderBodyStore next = store(1000, Duration.ofDays(7));
        next.keep(new UUID(2, 0), "request", Slice.of("b".repeat(600)));

        assertThat(names()).containsExactly(new UUID(2, 0) + ".request.json");
    }

    /** What somebody else put there is not counted, not deleted, and in nobody's way. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-13-99", "aaaa-bb-cc", "lost+found", "2026-03-04.old"})
    void foldersThatAreNoDaysAreLeftAlone(String name) throws IOException {
        Path other = Files.createDirectories(folder.resolve("bodies").resolve(name));
        Files.writeString(other.resolve("a"), "b".repeat(5_000));
        FolderBodyStore store = store(1000, Duration.ofDays(7));

        store.keep(new UUID(1, 0), "request", Slice.of("b".repeat(600)));

        assertThat(names()).containsExactlyInAnyOrder("a", new UUID(1, 0) + ".request.json");
        assertThat(store.bytes()).isEqualTo(600);
        assertThat(store.shed()).isZero();
    }

    @Test
    void aFileWithTheNameOfADayIsNone() throws IOException {
        Files.createDirectories(folder.resolve("bodies"));
        Files.writeString(folder.resolve("bodies").resolve("2026-03-01"), "x");
        FolderBodyStore store = store(1000, Duration.ofDays(7));

        store.keep(new UUID(1, 0), "request", Slice.of("b"));

        assertThat(store.bytes()).isEqualTo(1);
    }

    /** As {@code callstream erase} does. */
    @Test
    void whatAnotherProcessHasRemovedHoldsUpNothing() throws IOException {
        FolderBodyStore store = store(1000, Duration.ofDays(7));
        store.keep(new UUID(1, 0), "request", Slice.of("b".repeat(400)));
        store.keep(new UUID(1, 0), "response", Slice.of("b".repeat(100)));
        store.keep(new UUID(2, 0), "request", Slice.of("b".repeat(400)));

        int removed = other().remove(Set.of(new UUID(1, 0).toString(), "unknown"));
        store.keep(new UUID(3, 0), "request", Slice.of("b".repeat(500)));

        assertThat(removed).isEqualTo(2);
        assertThat(names()).containsExactly(new UUID(3, 0) + ".request.json");
        assertThat(store.shed()).isZero();
    }

    @Test
    void nothingIsRemovedWhereNothingIs() throws IOException {
        assertThat(other().remove(Set.of("a"))).isZero();
        store(1000, Duration.ofDays(7)).keep(new UUID(1, 0), "request", Slice.of("b"));
        assertThat(other().remove(Set.of())).isZero();
        assertThat(names()).hasSize(1);
    }

    /** The day of the retention's beginning stays as a whole. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 0"})
    void aDayGoesWhenAllOfItIsTooOld(int days, int left) throws IOException {
        FolderBodyStore store = store(1 << 20, Duration.ofDays(2));
        store.keep(new UUID(1, 0), "request", Slice.of("old"));
        clock.passes(Duration.ofDays(days));

        store.sweep();

        assertThat(names()).hasSize(left);
        assertThat(store.deleted()).isEqualTo(1 - left);
    }

    @Test
    void aBodyLargerThanAllRoomTakesTheOthersPlace() throws IOException {
        FolderBodyStore store = store(1000, Duration.ofDays(7));
        store.keep(new UUID(1, 0), "request", Slice.of("b"));

        store.keep(new UUID(2, 0), "request", Slice.of("b".repeat(2_000)));

        assertThat(names()).containsExactly(new UUID(2, 0) + ".request.json");
    }

    @Test
    void foldersAreTheOwnersOnly() throws IOException {
        store(1000, Duration.ofDays(7)).keep(new UUID(1, 0), "request", Slice.of("b"));

        try (Stream<Path> files = Files.walk(folder.resolve("bodies"))) {
            List<Path> all = files.toList();
            assertThat(all)
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .noneMatch(permission -> !permission.name().startsWith("OWNER")));
        }
    }

    private FolderBodyStore store(long maxBytes, Duration retention) {
        BodyFolder bodies = new BodyFolder(folder.resolve("bodies"), maxBytes, retention, clock);
        return new FolderBodyStore(bodies, 1 << 20, Runnable::run);
    }

    private BodyFolder other() {
        return new BodyFolder(folder.resolve("bodies"), 1 << 20, Duration.ofDays(7), clock);
    }

    private long bytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("bodies"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("bodies"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
