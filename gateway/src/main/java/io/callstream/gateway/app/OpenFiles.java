package io.callstream.gateway.app;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** Compares what the system lets the process open with what it may come to open. */
final class OpenFiles {
    /** Spool, logs, libraries, Kafka, and connections of the reserve. */
    private static final long OTHERS = 512;

    private OpenFiles() {}

    /**
     * What to say where they do not go together.
     *
     * @param connections that clients may have open
     */
    static Optional<String> warning(int connections) {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? warning(connections, system.getMaxFileDescriptorCount())
                : Optional.empty();
    }

    /** A call has a connection to its client and one to its provider. */
    static Optional<String> warning(int connections, long allowed) {
        long needed = 2L * connections + OTHERS;
        if (allowed >= needed) {
            return Optional.empty();
        }
        long fitting = Math.max(1, (allowed - OTHERS) / 2);
        return Optional.of("the process may open " + allowed + " files and sockets (ulimit -n), and callstream.server"
                + ".max_connections: " + connections + " may need " + needed + ": raise the limit (ulimit -n " + needed
                + ", LimitNOFILE= of systemd, or nofile of a container), or set max_connections to " + fitting);
    }
}
