package io.callstream.sink.file;

import io.callstream.sink.files.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;

/**
 * The file that is being appended to. Every byte up to {@link #size()} belongs to a whole line; what an earlier crash or a failed
 * write left after that is cut off before the next append. For one thread.
 */
final class Journal implements AutoCloseable {
    private final Path directory;
    private final FileNames names;
    private final boolean fsync;
    private final Clock clock;
    private final FileChannel lockFile;
    private FileChannel channel;
    private long size;
    private Instant begun;

    private Journal(Path directory, FileNames names, boolean fsync, Clock clock, FileChannel lockFile)
            throws IOException {
        this.directory = directory;
        this.names = names;
        this.fsync = fsync;
        this.clock = clock;
        this.lockFile = lockFile;
        this.channel = openChannel();
        this.size = TornTail.wholeLines(channel);
        this.begun = clock.instant();
    }

    /** @throws IOException if the directory cannot be written or another process writes files of these names there */
    static Journal open(Path directory, FileNames names, boolean fsync, Clock clock) throws IOException {
        OwnerOnly.createFolder(directory);
        FileChannel lockFile =
                OwnerOnly.open(directory.resolve(names.lock()), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            lock(lockFile);
            return new Journal(directory, names, fsync, clock, lockFile);
        } catch (IOException e) {
            lockFile.close();
            throw e;
        }
    }

    private static void lock(FileChannel lockFile) throws IOException {
        try {
            FileLock lock = lockFile.tryLock();
            if (lock != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException("another file sink of this process writes there", e);
        }
        throw new IOException("another process writes there");
    }

    Path directory() {
        return directory;
    }

    FileNames names() {
        return names;
    }

    Instant begun() {
        return begun;
    }

    long size() {
        return size;
    }

    boolean isOpen() {
        return lockFile.isOpen();
    }

    /** Writes all of it or, after an exception, nothing that counts. */
    void append(byte[] lines) throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        reopenIfLost();
        cutTo(size);
        ByteBuffer left = ByteBuffer.wrap(lines);
        long at = size;
        while (left.hasRemaining()) {
            at += channel.write(left, at);
        }
        if (fsync) {
            channel.force(false);
        }
        size = at;
    }

    /** Puts the file aside under another name and begins a new one. */
    void moveTo(Path aside) throws IOException {
        reopenIfLost();
        cutTo(size);
        channel.force(true);
        channel.close();
        Files.move(directory.resolve(names.current()), aside, StandardCopyOption.ATOMIC_MOVE);
        size = 0;
        begun = clock.instant();
        reopenIfLost();
    }

    /** An interrupted thread closes the channel it was writing to; the file and what is known of it stay. */
    private void reopenIfLost() throws IOException {
        if (!channel.isOpen()) {
            channel = openChannel();
        }
    }

    private void cutTo(long length) throws IOException {
        if (channel.size() > length) {
            channel.truncate(length);
        }
    }

    private FileChannel openChannel() throws IOException {
        return OwnerOnly.open(
                directory.resolve(names.current()),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    @Override
    public void close() {
        Closing.quietly(channel);
        Closing.quietly(lockFile);
    }
}
