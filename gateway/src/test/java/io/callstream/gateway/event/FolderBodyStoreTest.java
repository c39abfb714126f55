package io.callstream.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.Sha256;
import io.callstream.json.Slice;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderBodyStoreTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T23:59:00Z"), ZoneOffset.ofHours(2));
    private static final UUID CALL = new UUID(1, 2);

    @TempDir
    Path folder;

    private final Queue<Runnable> writer = new ArrayDeque<>();

    @Test
    void aBodyIsWhereItsReferenceSays() throws IOException {
        FolderBodyStore store = store(folder.resolve("bodies"), 100);

        BodyReference reference = store.keep(CALL, "request", Slice.of("{\"a\":1}"));
        writer.remove().run();

        assertThat(reference).isNotNull();
        Path file = Path.of(URI.create(reference.uri()));
        assertThat(file)
                .hasContent("{\"a\":1}")
                .isEqualTo(folder.resolve("bodies/2026-03-04/" + CALL + ".request.json"));
        assertThat(reference.sha256()).isEqualTo(Sha256.hex(Files.readAllBytes(file)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aBodyIsCopiedBeforeItsBytesAreUsedAgain() {
        FolderBodyStore store = store(folder, 100);
        byte[] bytes = {'a'};

        BodyReference reference = store.keep(CALL, "request", Slice.of(bytes));
        bytes[0] = 'b';
        writer.remove().run();

        assertThat(reference).isNotNull();
        assertThat(Path.of(URI.create(reference.uri()))).hasContent("a");
    }

    @Test
    void whatWaitsIsBoundedAndTheRestIsShed() {
        FolderBodyStore store = store(folder, 10);

        assertThat(store.keep(CALL, "request", Slice.of("123456"))).isNotNull();
        assertThat(store.keep(CALL, "response", Slice.of("123456"))).isNull();
        assertThat(store.shed()).isEqualTo(1);
        writer.remove().run();
        assertThat(store.keep(CALL, "response", Slice.of("123456"))).isNotNull();
    }

    @Test
    void aDiskThatFailsIsCounted() throws IOException {
        Path blocked = Files.writeString(folder.resolve("bodies"), "a file where the folder should be");
        FolderBodyStore store = store(blocked, 10);
        store.keep(CALL, "request", Slice.of("1"));

        writer.remove().run();

        assertThat(store.shed()).isEqualTo(1);
    }

    /** Under its name when it is whole, and nowhere before. */
    @Test
    void partsAreOneFileWhenTheyHaveEnded() throws IOException {
        FolderBodyStore store = store(folder, 100);
        BodyParts parts = store.begin(CALL, "response");
        parts.add(Slice.of("{\"a\":"));
        parts.add(Slice.of("1}"));
        runAll();
        assertThat(files()).containsExactly(CALL + ".response.parts.part");

        BodyReference reference = parts.end();
        runAll();

        assertThat(reference).isNotNull();
        Path file = Path.of(URI.create(reference.uri()));
        assertThat(file).hasContent("{\"a\":1}");
        assertThat(reference.sha256()).isEqualTo(Sha256.hex(Files.readAllBytes(file)));
        assertThat(files()).containsExactly(CALL + ".response.parts");
        assertThat(store.bytes()).isEqualTo(7);
        assertThat(store.shed()).isZero();
    }

    /** Half a body is none. */
    @Test
    void partsThatWaitTooLongAreGivenUpAsAWhole() throws IOException {
        FolderBodyStore store = store(folder, 10);
        BodyParts parts = store.begin(CALL, "response");
        parts.add(Slice.of("123456"));
        parts.add(Slice.of("123456"));
        runAll();
        parts.add(Slice.of("1"));

        assertThat(parts.end()).isNull();
        runAll();

        assertThat(files()).isEmpty();
        assertThat(store.shed()).isEqualTo(1);
        assertThat(store.keep(CALL, "request", Slice.of("1234567890")))
                .as("all room is given back")
                .isNotNull();
    }

    @Test
    void partsAreCopiedBeforeTheirBytesAreUsedAgain() {
        FolderBodyStore store = store(folder, 100);
        BodyParts parts = store.begin(CALL, "response");
        byte[] bytes = {'a'};
        parts.add(Slice.of(bytes));
        bytes[0] = 'b';

        BodyReference reference = parts.end();
        runAll();

        assertThat(reference).isNotNull();
        assertThat(Path.of(URI.create(reference.uri()))).hasContent("a");
    }

    @Test
    void aGatewayThatEndsGivesUpWhatItCannotWrite() {
        FolderBodyStore store =
                new FolderBodyStore(new BodyFolder(folder, 1 << 20, Duration.ofDays(7), CLOCK), 10, task -> {
                    throw new RejectedExecutionException();
                });
        BodyParts parts = store.begin(CALL, "response");
        parts.add(Slice.of("123456"));

        assertThat(parts.end()).isNull();
        assertThat(store.keep(CALL, "request", Slice.of("1"))).isNull();
        store.sweep();
        assertThat(store.shed()).isEqualTo(1);
    }

    private void runAll() {
        for (Runnable next = writer.poll(); next != null; next = writer.poll()) {
            next.run();
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private FolderBodyStore store(Path place, long maxPendingBytes) {
        return new FolderBodyStore(
                new BodyFolder(place, 1 << 20, Duration.ofDays(7), CLOCK), maxPendingBytes, writer::add);
    }
}
