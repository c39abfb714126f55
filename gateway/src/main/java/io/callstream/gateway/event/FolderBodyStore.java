package io.callstream.gateway.event;

import io.callstream.files.OwnerOnly;
import io.callstream.gateway.config.Sha256;
import io.callstream.json.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
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
 * nothing, and the hash shows a reader whether what is there is whole. What waits to be written is bounded; beyond the
 * bound, and where writing fails, bodies are shed, which is counted. So is what is on the disk: the oldest bodies go.
 */
public final class FolderBodyStore implements BodyStore {
    private static final Logger log = LoggerFactory.getLogger(FolderBodyStore.class);

    private final BodyFolder folder;
    private final long maxPendingBytes;
    private final Executor writer;
    private final AtomicLong pending = new AtomicLong();
    private final LongAdder shed = new LongAdder();
    private final LongAdder deleted = new LongAdder();
    private volatile long bytes;
    private volatile boolean failing;

    /** @param writer one thread that may wait for the disk */
    public FolderBodyStore(BodyFolder folder, long maxPendingBytes, Executor writer) {
        this.folder = folder;
        this.maxPendingBytes = maxPendingBytes;
        this.writer = writer;
    }

    /** Deletes what is too old, on the writer's thread; to be called now and then, and at the start. */
    public void sweep() {
        try {
            writer.execute(this::makeRoom);
        } catch (RejectedExecutionException e) {
            // Shutting down: the next start sweeps.
        }
    }

    /** Bytes of the bodies on the disk. */
    public long bytes() {
        return bytes;
    }

    /** Bodies that were deleted for their age or for room. */
    public long deleted() {
        return deleted.sum();
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
        LocalDate day = folder.today();
        Path file = folder.file(day, callId + "." + part + ".json");
        try {
            writer.execute(() -> write(day, file, copy));
        } catch (RejectedExecutionException e) {
            return giveUp(body); // shutting down
        }
        return new BodyReference(file.toUri().toString(), Sha256.hex(copy));
    }

    @Override
    public BodyParts begin(UUID callId, String part) {
        LocalDate day = folder.today();
        Path file = folder.file(day, callId + "." + part + ".parts");
        return new FileParts(this, day, file, Sha256.digest());
    }

    boolean reserve(int bytes) {
        if (pending.addAndGet(bytes) > maxPendingBytes) {
            pending.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void release(int bytes) {
        pending.addAndGet(-bytes);
    }

    Executor writer() {
        return writer;
    }

    private @Nullable BodyReference giveUp(Slice body) {
        pending.addAndGet(-body.length());
        shed.increment();
        return null;
    }

    private void makeRoom() {
        try {
            deleted.add(folder.makeRoom(0));
            bytes = folder.total();
        } catch (IOException e) {
            log.warn("old bodies not deleted: folder={} reason={}", folder, e.toString());
        }
    }

    private void write(LocalDate day, Path file, byte[] body) {
        try {
            deleted.add(folder.makeRoom(body.length));
            folder.open(day);
            Path partial = create(file);
            Files.write(partial, body);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
            folder.added(day, body.length);
            failing = false;
        } catch (IOException e) {
            failed(e);
        } finally {
            bytes = folder.total();
            release(body.length);
        }
    }

    /** On the writing thread. */
    void append(LocalDate day, Path file, byte[] part, boolean first) {
        try {
            deleted.add(folder.makeRoom(part.length));
            if (first) {
                folder.open(day);
            }
            Files.write(first ? create(file) : partial(file), part, StandardOpenOption.APPEND);
            folder.added(day, part.length);
        } catch (IOException e) {
            failed(e);
        } finally {
            bytes = folder.total();
            release(part.length);
        }
    }

    /** On the writing thread, behind all parts. */
    void finish(Path file, boolean whole) {
        try {
            if (whole) {
                Files.move(partial(file), file, StandardCopyOption.ATOMIC_MOVE);
            } else {
                shed.increment();
                Files.deleteIfExists(partial(file));
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private static Path create(Path file) throws IOException {
        Path partial = partial(file);
        Files.deleteIfExists(partial);
        return Files.createFile(partial, OwnerOnly.file(partial));
    }

    private static Path partial(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    private void failed(IOException e) {
        shed.increment();
        if (!failing) {
            log.warn("body not kept: folder={} reason={}", folder, e.toString());
        }
        failing = true;
    }
}
