package io.callstream.sink.file;

import io.callstream.files.DirectoryLock;
import io.callstream.files.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
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
    private final DirectoryLock lock;
    private FileChannel channel;
    private long size;
    private Instant begun;

    private Journal(Path directory, FileNames names, boolean fsync, Clock clock, DirectoryLock lock)
            throws IOException {
        this.directory = directory;
        this.names = names;
        this.fsync = fsync;
        this.clock = clock;
        this.lock = lock;
        this.channel = openChannel();
        this.size = TornTail.wholeLines(channel);
        this.begun = clock.instant();
    }

    /** @throws IOException if the directory cannot be written or another process writes files of these names there */
    static Journal open(Path directory, FileNames names, boolean fsync, Clock clock) throws IOException {
        OwnerOnly.createFolder(directory);
        DirectoryLock lock = DirectoryLock.tryTake(directory.resolve(names.lock()));
        if (lock == null) {
            throw new IOException("another file sink, of this process or another one, writes there");
        }
        try {
            return new Journal(directory, names, fsync, clock, lock);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
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
        return lock.held();
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
        Closing.quietly(lock);
    }
}
