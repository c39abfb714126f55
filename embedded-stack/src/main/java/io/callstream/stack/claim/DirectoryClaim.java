package io.callstream.stack.claim;

import io.callstream.files.DirectoryLock;
import io.callstream.files.OwnerOnly;
import io.callstream.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The exclusive use of a data folder, by one server of one process, as long as that lives. */
public final class DirectoryClaim implements AutoCloseable {

    private static final String LOCK_FILE = "stack.lock";

    private final DirectoryLock lock;

    private DirectoryClaim(DirectoryLock lock) {
        this.lock = lock;
    }

    /**
     * Creates the folder if it is missing, closes it to all other users of the machine, and takes it.
     *
     * @param owner what the caller is, for the error message ("Kafka")
     * @throws StackException if the folder cannot be written, or is in use
     */
    public static DirectoryClaim take(Path directory, String owner) {
        try {
            OwnerOnly.closeFolder(directory);
            return lock(directory, owner);
        } catch (IOException e) {
            throw unusable(directory, owner, e);
        }
    }

    /** As {@link #take}, for a folder whose content another user of the machine has to reach. */
    public static DirectoryClaim takeOpen(Path directory, String owner) {
        try {
            Files.createDirectories(directory);
            return lock(directory, owner);
        } catch (IOException e) {
            throw unusable(directory, owner, e);
        }
    }

    private static DirectoryClaim lock(Path directory, String owner) throws IOException {
        DirectoryLock lock = DirectoryLock.tryTake(directory.resolve(LOCK_FILE));
        if (lock == null) {
            throw new StackException(owner + " data folder " + directory
                    + " is in use by another process (stop that one, or give another folder)");
        }
        return new DirectoryClaim(lock);
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
            lock.close();
        } catch (IOException e) {
            throw new StackException("a data folder's lock could not be released: " + e.getMessage(), e);
        }
    }
}
