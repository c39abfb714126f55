package io.callstream.spool;

import io.callstream.files.OwnerOnly;
import io.callstream.files.WholeFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The folder of segment files: makes them within the budget, takes them back, and hands them out again.
 *
 * <p>Thread contract: {@link #take} is for one thread (the keeper); {@link #release} and the counts are for any.
 */
final class SegmentStore {
    private static final String SUFFIX = ".seg";

    private final Path folder;
    private final SpoolOptions options;
    private final BlockAllocator allocator;
    private final Queue<SegmentFile> spare = new ConcurrentLinkedQueue<>();
    private final AtomicInteger spares = new AtomicInteger();
    private final AtomicInteger files = new AtomicInteger();
    private final AtomicLong names = new AtomicLong();

    SegmentStore(SpoolOptions options, BlockAllocator allocator) throws IOException {
        this.folder = options.directory().resolve("segments");
        this.options = options;
        this.allocator = allocator;
        OwnerOnly.closeFolder(folder);
    }

    /** Maps the files of former runs, in order of their names, and removes half-made ones. */
    List<SegmentFile> reopen() throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (entry.toString().endsWith(SUFFIX)) {
                    found.add(entry);
                } else if (entry.toString().endsWith(".tmp")) {
                    Files.delete(entry);
                }
            }
        }
        found.sort(Comparator.naturalOrder());
        List<SegmentFile> reopened = new ArrayList<>();
        for (Path path : found) {
            names.set(Math.max(names.get(), number(path) + 1));
            if (Files.size(path) < Layout.FRAMES) {
                Files.delete(path); // cut by someone else: nothing in it can be read
            } else {
                reopened.add(SegmentFile.map(path));
            }
        }
        files.set(reopened.size());
        return reopened;
    }

    /**
     * A file for a new segment: a spare one, else a new one.
     *
     * @return null when the budget is used up
     * @throws IOException when the file system has no space
     */
    @Nullable SegmentFile take() throws IOException {
        boolean withinBudget = spares.get() > 0 || files.get() < options.segmentLimit();
        return withinBudget ? takeBeyondBudget() : null;
    }

    /** A file whatever the budget says: for the terminal events of lost calls, which are given up last. */
    SegmentFile takeBeyondBudget() throws IOException {
        SegmentFile file = spare.poll();
        if (file != null) {
            spares.decrementAndGet();
            return file;
        }
        SegmentFile made = make();
        files.incrementAndGet();
        return made;
    }

    /** Takes a file back whose records are all acknowledged, for the next segment: making files is what costs. */
    void release(SegmentFile file) throws IOException {
        SegmentHeader.erase(file.bytes());
        if (file.size() == options.segmentBytes() && files.get() <= options.segmentLimit()) {
            spares.incrementAndGet();
            spare.add(file);
        } else {
            discard(file);
        }
    }

    /**
     * Lets go of one spare file, if there are more than the lanes need to go on. To be called rarely: a deleted file
     * takes up its space until its mapping is collected as garbage, so many deletions at once would free nothing.
     */
    void shrink() throws IOException {
        SegmentFile file = spares.get() > options.lanes() ? spare.poll() : null;
        if (file != null) {
            spares.decrementAndGet();
            discard(file);
        }
    }

    void discard(SegmentFile file) throws IOException {
        file.delete();
        files.decrementAndGet();
    }

    /** Sets a file aside that cannot be trusted: not counted, not read, there for whoever wants to look. */
    void quarantine(SegmentFile file) throws IOException {
        Path aside = file.path().resolveSibling(file.path().getFileName() + ".damaged");
        Files.move(file.path(), aside, StandardCopyOption.REPLACE_EXISTING);
        files.decrementAndGet();
    }

    /** Deletes the spare files; for a clean close. */
    void trim() throws IOException {
        for (SegmentFile file = spare.poll(); file != null; file = spare.poll()) {
            spares.decrementAndGet();
            discard(file);
        }
    }

    /** Bytes that the disk can still give. */
    long free() throws IOException {
        return allocator.free(folder);
    }

    int used() {
        return files.get() - spares.get();
    }

    long usedBytes() {
        return (long) files.get() * options.segmentBytes();
    }

    private SegmentFile make() throws IOException {
        Path path = folder.resolve(String.format("%010d" + SUFFIX, names.getAndIncrement()));
        Path fresh = path.resolveSibling(path.getFileName() + ".tmp");
        try {
            try (FileChannel channel = OwnerOnly.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                allocator.allocate(channel, options.segmentBytes());
                if (options.durability() == Durability.FSYNCED) {
                    channel.force(true);
                }
            }
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
        if (options.durability() == Durability.FSYNCED) {
            WholeFile.forceFolder(folder);
        }
        return SegmentFile.map(path);
    }

    private static long number(Path path) {
        String name = path.getFileName().toString();
        try {
            return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
        } catch (NumberFormatException e) {
            return -1; // somebody else's file: its name cannot collide with ours
        }
    }
}
