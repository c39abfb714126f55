package io.callstream.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("X24: bodies on disk have an age and a budget")
class BodyFolderTest {
    @TempDir
    Path folder;

    private final Hands clock = new Hands();

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
        clock.now = clock.now.plus(Duration.ofDays(3));

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

    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-03-04T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
