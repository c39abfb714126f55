package io.callstream.stack.postgres;

import io.callstream.stack.ListenAddress;
import io.callstream.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database cluster on disk: one database and one user that owns it and is no superuser. Nobody can log in as superuser.
 * It appears by a rename when it is complete, so an initialization that was killed is simply done again.
 */
final class Cluster {

    static final String DATABASE = "callstream";
    static final String USER = "callstream";

    private static final Logger log = LoggerFactory.getLogger(Cluster.class);

    private static final String SETTINGS = "stack.conf";

    private final Path directory;
    private final Toolbox tools;

    private Cluster(Path directory, Toolbox tools) {
        this.directory = directory;
        this.tools = tools;
    }

    /** Opens the cluster, initializing it first if it is new, and stops a server that a killed JVM left behind. */
    static Cluster open(Path directory, Toolbox tools, Password password) {
        Cluster cluster = new Cluster(directory, tools);
        try {
            if (Files.notExists(directory)) {
                cluster.create(password);
            }
            tools.account().own(directory);
            cluster.stopOrphan();
            return cluster;
        } catch (IOException e) {
            throw new StackException("PostgreSQL data folder " + directory + " cannot be used: " + e, e);
        }
    }

    private void create(Password password) throws IOException {
        Path incomplete = directory.resolveSibling("cluster.incomplete");
        FileTrees.delete(incomplete);
        Files.createDirectories(incomplete);
        tools.account().own(incomplete);
        tools.initialize(incomplete);
        tools.runSingle(incomplete, """
                CREATE ROLE %1$s LOGIN PASSWORD '%2$s'
                CREATE DATABASE %3$s OWNER %1$s
                """.formatted(USER, password.value(), DATABASE));
        // Passwords for everybody, since every user of this machine can reach the port.
        Files.writeString(incomplete.resolve("pg_hba.conf"), "host all all all scram-sha-256\n");
        Files.writeString(
                incomplete.resolve("postgresql.conf"), "include = '" + SETTINGS + "'\n", StandardOpenOption.APPEND);
        Files.move(incomplete, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    private void stopOrphan() throws IOException {
        PidFile pidFile = new PidFile(directory);
        if (pidFile.server().isPresent()) {
            log.warn("postgres left by an earlier process is stopped: folder={}", directory);
            tools.stop(directory);
        }
        pidFile.removeIfMistakable();
    }

    /** Writes the address for the next start. */
    void listenOn(ListenAddress address) {
        Path settings = directory.resolve(SETTINGS);
        try {
            Files.writeString(settings, """
                    listen_addresses = '%s'
                    port = %d
                    unix_socket_directories = ''
                    """.formatted(address.host().replace("'", "''"), address.port()));
            tools.account().own(settings);
        } catch (IOException e) {
            throw new StackException("PostgreSQL settings " + settings + " cannot be written: " + e, e);
        }
    }

    /** The process of the server that runs on this cluster. */
    ProcessHandle server() {
        try {
            return new PidFile(directory)
                    .server()
                    .orElseThrow(() -> new StackException("PostgreSQL ended right after its start in " + directory));
        } catch (IOException e) {
            throw new StackException("PostgreSQL's process in " + directory + " cannot be found: " + e, e);
        }
    }

    Path directory() {
        return directory;
    }
}
