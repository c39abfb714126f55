package io.callstream.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A folder, or some files in it, for one user of one process. The operating system holds the lock, so it ends with the process however that
 * ends; the lock's file stays behind and means nothing.
 */
public final class DirectoryLock implements Closeable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock if nobody has it, in this process or another.
     *
     * @param file that stands for the lock; made when missing, in a folder that is there
     * @return null when somebody has it
     * @throws IOException if the file cannot be written
     */
    public static @Nullable DirectoryLock tryTake(Path file) throws IOException {
        FileChannel channel = OwnerOnly.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (locked(channel)) {
                return new DirectoryLock(channel);
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    /** Whether it is still held. */
    public boolean held() {
        return channel.isOpen();
    }

    /** Lets go. Closing twice is harmless. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by this very process
        }
    }
}
