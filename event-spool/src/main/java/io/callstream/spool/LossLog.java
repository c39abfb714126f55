package io.callstream.spool;

import io.callstream.files.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code losses}: one line for each loss, on disk before the keeper goes on, and a warning in the log from
 * time to time. For the keeper's thread.
 */
final class LossLog {
    private static final Logger log = LoggerFactory.getLogger(LossLog.class);
    private static final long LARGEST = 16L << 20;
    private static final Duration WARN_EVERY = Duration.ofSeconds(10);

    private final Path file;
    private final Losses losses;
    private final Clock clock;
    private Instant quietUntil = Instant.MIN;
    private long unwarned;

    LossLog(Path directory, Losses losses, Clock clock) {
        this.file = directory.resolve("losses");
        this.losses = losses;
        this.clock = clock;
    }

    /** Writes what was lost since the last time. On a full disk the losses stay in memory for the next time. */
    void write() {
        List<Loss> lost = losses.drain();
        if (!lost.isEmpty()) {
            unwarned += lost.stream().mapToLong(Loss::count).sum();
            try {
                append(lost);
            } catch (IOException e) {
                losses.restore(lost);
            }
        }
        warn();
    }

    private void append(List<Loss> lost) throws IOException {
        StringBuilder lines = new StringBuilder();
        lost.forEach(loss ->
                lines.append(clock.instant()).append(' ').append(loss.line()).append('\n'));
        rotate();
        try (FileChannel channel = OwnerOnly.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer text = StandardCharsets.UTF_8.encode(lines.toString());
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(false);
        }
    }

    private void rotate() throws IOException {
        if (Files.exists(file) && Files.size(file) > LARGEST) {
            Files.move(file, file.resolveSibling("losses.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void warn() {
        Instant now = clock.instant();
        if (unwarned > 0 && !now.isBefore(quietUntil)) {
            log.warn("events lost or cut: records={} details={}", unwarned, file);
            unwarned = 0;
            quietUntil = now.plus(WARN_EVERY);
        }
    }
}
