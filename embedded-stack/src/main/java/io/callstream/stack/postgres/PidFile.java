package io.callstream.stack.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code postmaster.pid}, which a server writes into its cluster and removes at its end. After a crash it is stale: its
 * process is gone, or the number belongs to another process by now.
 */
final class PidFile {

    private final Path cluster;

    PidFile(Path cluster) {
        this.cluster = cluster;
    }

    /** The server that runs on this cluster, if one does. */
    Optional<ProcessHandle> server() throws IOException {
        return pid().flatMap(ProcessHandle::of).filter(this::isOurServer);
    }

    /**
     * Removes the file if its number belongs to another process. PostgreSQL would take that one for a server on this
     * cluster. A number without a process it handles itself, and better: it also looks for orphaned backends.
     */
    void removeIfMistakable() throws IOException {
        Optional<ProcessHandle> process = pid().flatMap(ProcessHandle::of);
        if (process.isPresent() && !isOurServer(process.get())) {
            Files.delete(file());
        }
    }

    private boolean isOurServer(ProcessHandle process) {
        // The command line is empty if the process belongs to another user: not a server of ours then.
        return process.isAlive() && process.info().commandLine().orElse("").contains(cluster.toString());
    }

    private Optional<Long> pid() throws IOException {
        try {
            List<String> lines = Files.readAllLines(file());
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.valueOf(lines.get(0).strip()));
        } catch (NoSuchFileException | NumberFormatException e) {
            // No server, or a file cut short by a crash of the machine.
            return Optional.empty();
        }
    }

    private Path file() {
        return cluster.resolve("postmaster.pid");
    }
}
