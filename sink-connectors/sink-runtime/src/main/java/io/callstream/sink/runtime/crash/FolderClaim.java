package io.callstream.sink.runtime.crash;

import io.callstream.files.DirectoryLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A numbered folder below another that is this process's alone as long as it lives: the system frees it with the process. */
final class FolderClaim implements AutoCloseable {
    private static final int MOST = 1000;

    private final Path folder;
    private final DirectoryLock lock;

    private FolderClaim(Path folder, DirectoryLock lock) {
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
        DirectoryLock lock = DirectoryLock.tryTake(folder.resolve("lock"));
        return lock == null ? null : new FolderClaim(folder, lock);
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
