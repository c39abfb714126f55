package io.callstream.sink.runtime.crash;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A numbered folder below another that is this process's alone as long as it lives: the system frees it with the process. */
final class FolderClaim implements AutoCloseable {
    private static final int MOST = 1000;

    private final Path folder;
    private final FileChannel lock;

    private FolderClaim(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** The first that nobody has. */
    static FolderClaim first(Path parent) throws IOException {
        for (int number = 0; number < MOST; number++) {
            FolderClaim claim = tried(Files.createDirectories(parent.resolve(Integer.toString(number))));
            if (claim != null) {
                return claim;
            }
        }
        throw new IOException(parent + ": all " + MOST + " folders are in use");
    }

    private static @Nullable FolderClaim tried(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null; // by another sink of this process
        }
        if (lock == null) {
            channel.close();
            return null;
        }
        return new FolderClaim(folder, channel);
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
