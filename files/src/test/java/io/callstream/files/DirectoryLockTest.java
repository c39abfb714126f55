package io.callstream.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
    @TempDir
    Path folder;

    @Test
    void aSecondOneOfTheSameProcessGetsNothing() throws IOException {
        try (DirectoryLock first = DirectoryLock.tryTake(folder.resolve("lock"))) {
            assertThat(first.held()).isTrue();
            assertThat(DirectoryLock.tryTake(folder.resolve("lock"))).isNull();
        }
    }

    @Test
    void anotherProcessGetsNothingUntilThisOneLetsGo() throws Exception {
        Path lock = folder.resolve("lock");
        try (DirectoryLock first = DirectoryLock.tryTake(lock)) {
            assertThat(otherProcess(lock)).isEqualTo(1);
        }
        assertThat(otherProcess(lock)).isZero();
    }

    @Test
    void whatWasLetGoCanBeTakenAgain() throws IOException {
        DirectoryLock first = DirectoryLock.tryTake(folder.resolve("lock"));
        first.close();
        first.close();

        assertThat(first.held()).isFalse();
        try (DirectoryLock second = DirectoryLock.tryTake(folder.resolve("lock"))) {
            assertThat(second).isNotNull();
        }
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> DirectoryLock.tryTake(folder.resolve("missing/lock")))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(Files.exists(folder.resolve("missing"))).isFalse();
    }

    private static int otherProcess(Path lock) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        lock.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
    }

    /** Ends with 0 when it could take the lock, with 1 when somebody had it. */
    static final class Other {
        private Other() {}

        public static void main(String[] args) throws IOException {
            System.exit(DirectoryLock.tryTake(Path.of(args[0])) == null ? 1 : 0);
        }
    }
}
