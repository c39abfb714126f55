package io.callstream.gateway.event;

import io.callstream.gateway.config.Sha256;
import io.callstream.gateway.json.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps bodies as files, {@code <folder>/<yyyy-mm-dd>/<call_id>.<part>.json}, for their owner's eyes only.
 *
 * <p>The event is in the spool before the file is on the disk: a gateway killed in between leaves a reference to
 * nothing, and the hash tells a reader whether what is there is whole. What waits to be written is bounded; beyond the
 * bound, and where writing fails, bodies are shed, which is counted.
 */
public final class FolderBodyStore implements BodyStore {
    private static final Logger log = LoggerFactory.getLogger(FolderBodyStore.class);

    private final Path folder;
    private final long maxPendingBytes;
    private final Executor writer;
    private final Clock clock;
    private final AtomicLong pending = new AtomicLong();
    private final LongAdder shed = new LongAdder();
    private volatile boolean failing;

    /** @param writer one thread that may wait for the disk */
    public FolderBodyStore(Path folder, long maxPendingBytes, Executor writer, Clock clock) {
        this.folder = folder.toAbsolutePath();
        this.maxPendingBytes = maxPendingBytes;
        this.writer = writer;
        this.clock = clock;
    }

    /** Bodies that were given up because too much waited, or that could not be written. */
    public long shed() {
        return shed.sum();
    }

    @Override
    public @Nullable BodyReference keep(UUID callId, String part, Slice body) {
        if (pending.addAndGet(body.length()) > maxPendingBytes) {
            return giveUp(body);
        }
        byte[] copy = body.toBytes();
        Path file = folder.resolve(LocalDate.now(clock.withZone(ZoneOffset.UTC)).toString())
                .resolve(callId + "." + part + ".json");
        try {
            writer.execute(() -> write(file, copy));
        } catch (RejectedExecutionException e) {
            return giveUp(body); // shutting down
        }
        return new BodyReference(file.toUri().toString(), Sha256.hex(copy));
    }

    private @Nullable BodyReference giveUp(Slice body) {
        pending.addAndGet(-body.length());
        shed.increment();
        return null;
    }

    private void write(Path file, byte[] body) {
        try {
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path partial = file.resolveSibling(file.getFileName() + ".part");
            Files.deleteIfExists(partial);
            Files.createFile(
                    partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(partial, body);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
            failing = false;
        } catch (IOException e) {
            shed.increment();
            if (!failing) {
                log.warn("body not kept: folder={} reason={}", folder, e.toString());
            }
            failing = true;
        } finally {
            pending.addAndGet(-body.length);
        }
    }
}
