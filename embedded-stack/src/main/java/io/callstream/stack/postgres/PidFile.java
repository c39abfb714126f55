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
     * Removes the file if its number belongs to another process, or to an ended one that is still listed. PostgreSQL
     * would take either for a server on this cluster. A number without a process it handles itself, and better: it also
     * looks for orphaned backends.
     */
    void removeIfMistakable() throws IOException {
        Optional<ProcessHandle> process = pid().flatMap(ProcessHandle::of);
        if (process.isPresent() && !isOurServer(process.get())) {
            Files.delete(file());
        }
    }

    private boolean isOurServer(ProcessHandle process) {
        return isRunning(process) && process.info().commandLine().orElse("").contains(cluster.toString());
    }

    /**
     * Whether a process runs. One that has ended stays listed until its parent collects it (which the first process of
     * some containers never does), but has no command line any more.
     */
    static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().commandLine().isPresent();
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
