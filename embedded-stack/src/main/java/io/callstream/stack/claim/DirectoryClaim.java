package io.callstream.stack.claim;

import io.callstream.stack.StackException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The exclusive use of a data folder, by one server of one process. The operating system holds the lock, so it ends with
 * the process however that ends; the lock file itself stays behind and means nothing.
 */
public final class DirectoryClaim implements AutoCloseable {

    private static final String LOCK_FILE = "stack.lock";

    private final FileChannel channel;

    private DirectoryClaim(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Creates the folder if it is missing, closes it to all other users of the machine, and takes it.
     *
     * @param owner what the caller is, for the error message ("Kafka")
     * @throws StackException if the folder cannot be written, or is in use
     */
    public static DirectoryClaim take(Path directory, String owner) {
        FileChannel channel = open(directory, owner);
        try {
            OwnerOnly.folder(directory);
        } catch (IOException e) {
            closeAfter(e, channel);
            throw unusable(directory, owner, e);
        }
        return lock(channel, directory, owner);
    }

    /** As {@link #take}, for a folder whose content another user of the machine has to reach. */
    public static DirectoryClaim takeOpen(Path directory, String owner) {
        return lock(open(directory, owner), directory, owner);
    }

    private static DirectoryClaim lock(FileChannel channel, Path directory, String owner) {
        try {
            if (lock(channel) == null) {
                throw new StackException(owner + " data folder " + directory
                        + " is in use by another process (stop that one, or give another folder)");
            }
            return new DirectoryClaim(channel);
        } catch (IOException | RuntimeException e) {
            closeAfter(e, channel);
            throw e instanceof StackException refused ? refused : unusable(directory, owner, e);
        }
    }

    private static FileChannel open(Path directory, String owner) {
        try {
            Files.createDirectories(directory);
            return FileChannel.open(directory.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unusable(directory, owner, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // The same refusal as null, for a holder within this JVM.
            return null;
        }
    }

    private static void closeAfter(Exception failure, FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static StackException unusable(Path directory, String owner, Exception cause) {
        return new StackException(
                owner + " data folder " + directory + " cannot be written: " + cause
                        + " (expected: a folder this user may write)",
                cause);
    }

    /** Gives the folder back. Closing twice is harmless. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StackException("a data folder's lock could not be released: " + e.getMessage(), e);
        }
    }
}
