package io.callstream.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigWatchTest {
    private static final Duration OFTEN = Duration.ofMillis(10);

    @TempDir
    Path folder;

    private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();

    @Test
    void aChangeOfTheFileOrOfWhatItIncludesIsTakenOver() throws Exception {
        Path file = write("config.yaml", "include: [more.yaml]\na: 1\n");
        Path more = write("more.yaml", "b: 1\n");
        try (ConfigWatch watch = ConfigWatch.start(WatchedFile.of(file), OFTEN, () -> take(file))) {
            replace(file, "include: [more.yaml]\na: 2\n");
            assertThat(next()).contains("a: 2");

            replace(more, "b: 2\n");
            assertThat(next()).contains("a: 2");
        }
    }

    @Test
    void theNextChangeIsTakenOverAfterAWrongOne() throws Exception {
        Path file = write("config.yaml", "a: 1\n");
        Runnable wrongOnce = () -> {
            take(file);
            if (taken.size() == 1) {
                throw new SettingsException("a: is wrong");
            }
        };
        try (ConfigWatch watch = ConfigWatch.start(WatchedFile.of(file), OFTEN, wrongOnce)) {
            replace(file, "a: 2\n");
            assertThat(next()).contains("a: 2");
            replace(file, "a: 3\n");
            assertThat(next()).contains("a: 3");
        }
    }

    @Test
    void withoutAnIntervalItLooksWhenAsked() throws Exception {
        Path file = write("config.yaml", "a: 1\n");
        try (ConfigWatch watch = ConfigWatch.start(WatchedFile.of(file), Duration.ZERO, () -> take(file))) {
            watch.takeOver();

            assertThat(next()).contains("a: 1");
        }
    }

    @Test
    void whatTheFileDependsOnIsLookedAtToo() throws Exception {
        Path file = write("config.yaml", "a: 1\n");
        AtomicReference<String> jars = new AtomicReference<>("one");
        try (ConfigWatch watch = ConfigWatch.start(WatchedFile.of(file).and(jars::get), OFTEN, () -> take(file))) {
            jars.set("another");

            assertThat(next()).contains("a: 1");
        }
    }

    @Test
    void aChangeBetweenTheFirstReadingAndTheStartIsTakenOver() throws Exception {
        Path file = write("config.yaml", "a: 1\n");
        WatchedFile before = WatchedFile.of(file);
        replace(file, "a: 2\n");
        try (ConfigWatch watch = ConfigWatch.start(before.and(() -> "jars"), OFTEN, () -> take(file))) {
            assertThat(next()).contains("a: 2");
        }
    }

    private String next() throws InterruptedException {
        return taken.poll(60, TimeUnit.SECONDS);
    }

    private void take(Path file) {
        try {
            taken.add(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In one step: a watch that looks often would see a file that is half written. */
    private void replace(Path file, String text) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
