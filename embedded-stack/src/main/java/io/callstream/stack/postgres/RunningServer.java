package io.callstream.stack.postgres;

import io.callstream.stack.ListenAddress;
import io.callstream.stack.StackException;
import io.callstream.stack.claim.BoundPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server process on a cluster, listening on a known port. */
final class RunningServer {

    /** PostgreSQL cannot choose a port itself, so another process may take the one that was found free. */
    private static final int ATTEMPTS = 5;

    private static final Duration EXIT_PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(10);

    private static final Logger log = LoggerFactory.getLogger(RunningServer.class);

    private final Cluster cluster;
    private final Toolbox tools;
    private final ListenAddress address;
    private final ProcessHandle process;

    private RunningServer(Cluster cluster, Toolbox tools, ListenAddress address) {
        this.cluster = cluster;
        this.tools = tools;
        this.address = address;
        this.process = cluster.server();
    }

    static RunningServer start(Cluster cluster, Toolbox tools, ListenAddress listen) {
        for (int attempt = 1; ; attempt++) {
            ListenAddress address = free(listen);
            cluster.listenOn(address);
            Path output = freshLog(cluster, tools);
            if (tools.start(cluster.directory(), output).succeeded()) {
                return new RunningServer(cluster, tools, address);
            }
            String reason = reason(output);
            boolean taken = reason.contains("could not bind") || reason.contains("could not create any TCP/IP sockets");
            if (!taken || listen.port() != 0 || attempt == ATTEMPTS) {
                throw new StackException("PostgreSQL cannot start on data folder " + cluster.directory() + ": " + reason
                        + " (its log: " + output + ")");
            }
        }
    }

    /** The address with a port that is free now; a busy one is refused here, with a better message than the server's. */
    private static ListenAddress free(ListenAddress listen) {
        try (BoundPort port = BoundPort.bind(listen, PostgresServer.NAME)) {
            return new ListenAddress(listen.host(), port.port());
        }
    }

    /** An empty log file; the one of the run before stays beside it. */
    private static Path freshLog(Cluster cluster, Toolbox tools) {
        Path log = cluster.directory().resolveSibling("server.log");
        try {
            if (Files.exists(log)) {
                Files.move(log, log.resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.createFile(log);
        } catch (IOException e) {
            throw new StackException("PostgreSQL's log " + log + " cannot be written: " + e, e);
        }
        tools.account().own(log);
        return log;
    }

    private static String reason(Path log) {
        try {
            return Files.readString(log)
                    .lines()
                    .filter(line -> line.contains("FATAL") || line.contains("could not"))
                    .reduce((first, second) -> first + "; " + second)
                    .orElse("it did not say why");
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }

    ListenAddress address() {
        return address;
    }

    ProcessHandle process() {
        return process;
    }

    /** Stops the server, unless it ended by itself, and waits for its end. */
    void stop() {
        if (isRunning()) {
            tools.stop(cluster.directory());
            awaitExit();
        }
    }

    /** The server takes its pid file away, and with it satisfies {@code pg_ctl}, a moment before its process ends. */
    private void awaitExit() {
        // The handle's onExit() would poll too, but more seldom.
        long deadline = System.nanoTime() + EXIT_PATIENCE.toNanos();
        while (isRunning() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(POLL.toNanos());
        }
        if (isRunning()) {
            log.warn("postgres has stopped, but not ended: pid={}", process.pid());
        }
    }

    private boolean isRunning() {
        return PidFile.isRunning(process);
    }
}
