package io.callstream.stack.postgres;

import io.callstream.stack.ListenAddress;
import java.nio.file.Path;

/**
 * How to start PostgreSQL.
 *
 * @param dataDir its folder; initialized on first use, and the same database again afterwards
 * @param binariesDir where the server's programs are unpacked (about 60 MB); servers can share it
 * @param listen where clients connect
 * @param stopWithJvm whether a shutdown hook of the JVM stops the server; false for a caller with a hook of its own that
 *     closes things in order
 */
public record PostgresOptions(Path dataDir, Path binariesDir, ListenAddress listen, boolean stopWithJvm) {

    /** A server on a free port of the loopback address, its programs beside its data. */
    public static PostgresOptions in(Path dataDir) {
        return new PostgresOptions(dataDir, dataDir.resolve("binaries"), ListenAddress.loopback(0), true);
    }

    public PostgresOptions withPort(int port) {
        return new PostgresOptions(dataDir, binariesDir, new ListenAddress(listen.host(), port), stopWithJvm);
    }

    public PostgresOptions withHost(String host) {
        return new PostgresOptions(dataDir, binariesDir, new ListenAddress(host, listen.port()), stopWithJvm);
    }

    public PostgresOptions withBinaries(Path directory) {
        return new PostgresOptions(dataDir, directory, listen, stopWithJvm);
    }

    public PostgresOptions withStopWithJvm(boolean stop) {
        return new PostgresOptions(dataDir, binariesDir, listen, stop);
    }
}
