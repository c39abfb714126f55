package io.callstream.stack.postgres;

import io.callstream.stack.ListenAddress;
import io.callstream.stack.StackException;
import io.callstream.stack.claim.DirectoryClaim;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running PostgreSQL: the real server, as processes of its own beside this JVM, with one database for the caller. It
 * keeps everything in one folder, which only one server can use at a time. If the JVM is killed the server goes on; the
 * next start on the folder stops it first.
 *
 * <p>Thread-safe.
 */
public final class PostgresServer implements AutoCloseable {

    static final String NAME = "PostgreSQL";

    private final DirectoryClaim claim;
    private final RunningServer server;
    private final Password password;
    private final Thread hook = new Thread(this::stop, "postgres-stop");
    private final AtomicBoolean closed = new AtomicBoolean();

    private PostgresServer(DirectoryClaim claim, RunningServer server, Password password) {
        this.claim = claim;
        this.server = server;
        this.password = password;
    }

    /**
     * Starts a server and returns when it answers.
     *
     * @throws StackException if the port is busy, the folder cannot be used, or there is no PostgreSQL for this machine
     */
    public static PostgresServer start(PostgresOptions options) {
        DirectoryClaim claim = DirectoryClaim.takeOpen(options.dataDir(), NAME);
        try {
            PostgresServer server = start(options, claim);
            if (options.stopWithJvm()) {
                Runtime.getRuntime().addShutdownHook(server.hook);
            }
            return server;
        } catch (RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    private static PostgresServer start(PostgresOptions options, DirectoryClaim claim) {
        Path folder = options.dataDir().toAbsolutePath().normalize();
        Password password = Password.in(folder.resolve("password"), new SecureRandom());
        Toolbox tools = new Toolbox(Binaries.in(options.binariesDir()), Account.current());
        Cluster cluster = Cluster.open(folder.resolve("cluster"), tools, password);
        return new PostgresServer(claim, RunningServer.start(cluster, tools, options.listen()), password);
    }

    /** The database's URL for JDBC, without user and password. */
    public String jdbcUrl() {
        ListenAddress address = server.address();
        return "jdbc:postgresql://" + ListenAddress.join(address.reachableHost(), address.port()) + "/"
                + Cluster.DATABASE;
    }

    /** The owner of the database. */
    public String user() {
        return Cluster.USER;
    }

    /** The owner's password; the same over restarts, and in the file {@code password} of the data folder. */
    public String password() {
        return password.value();
    }

    public int port() {
        return server.address().port();
    }

    /** The process id of the server. */
    public long pid() {
        return server.process().pid();
    }

    /** Stops the server and waits for it; its folder and port are free afterwards. Closing twice is harmless. */
    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, so the hook runs, and finds nothing left to do.
        }
    }

    private void stop() {
        if (closed.compareAndSet(false, true)) {
            try {
                server.stop();
            } finally {
                claim.close();
            }
        }
    }
}
