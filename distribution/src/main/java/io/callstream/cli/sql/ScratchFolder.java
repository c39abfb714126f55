package io.callstream.cli.sql;

import io.callstream.cli.problem.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of this process alone, which only its owner can read, for what does not fit into memory. Removed when closed. */
public final class ScratchFolder implements AutoCloseable {
    private final Path folder;

    private ScratchFolder(Path folder) {
        this.folder = folder;
    }

    /** @param parent where to make it; null for the system's temporary folder */
    public static ScratchFolder in(@Nullable Path parent) {
        try {
            return new ScratchFolder(
                    parent == null
                            ? Files.createTempDirectory("callstream-sql-")
                            : Files.createTempDirectory(parent, "callstream-sql-"));
        } catch (IOException e) {
            String where = parent == null ? System.getProperty("java.io.tmpdir") : parent.toString();
            throw new UserError(
                    "temporary folder " + where + " cannot be written (name another one with --temp-dir)", e);
        }
    }

    public Path path() {
        return folder;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // the system clears its temporary folder
        }
    }
}
