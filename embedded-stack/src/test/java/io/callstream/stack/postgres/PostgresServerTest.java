package io.callstream.stack.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callstream.stack.StackException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    @TempDir
    static Path binaries;

    @TempDir
    Path dir;

    private PostgresOptions options() {
        return PostgresOptions.in(dir).withBinaries(binaries);
    }

    @Test
    void keepsRowsAndPasswordOverARestart() throws Exception {
        String password;
        try (PostgresServer server = PostgresServer.start(options())) {
            password = server.password();
            execute(server, "CREATE TABLE t (a text)");
            execute(server, "INSERT INTO t VALUES ('äöü ☃')");
        }

        try (PostgresServer server = PostgresServer.start(options())) {
            assertThat(server.password()).isEqualTo(password);
            assertThat(query(server, "SELECT a FROM t")).isEqualTo("äöü ☃");
            assertThat(query(server, "SHOW server_encoding")).isEqualTo("UTF8");
        }
    }

    @Test
    void closesItsProcessWhileClientsAreConnected() throws Exception {
        PostgresServer server = PostgresServer.start(options());
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        try (Connection open = connect(server)) {
            server.close();
            server.close();

            assertThat(PidFile.isRunning(process)).isFalse();
            assertThat(open.isValid(1)).isFalse();
        }
    }

    @Test
    void startsAgainAfterItsServerWasKilled() throws Exception {
        PostgresServer killed = PostgresServer.start(options());
        execute(killed, "CREATE TABLE t AS SELECT 42 AS a");
        ProcessHandle process = ProcessHandle.of(killed.pid()).orElseThrow();
        process.destroyForcibly();
        await().until(() -> !PidFile.isRunning(process));
        killed.close();

        try (PostgresServer server = PostgresServer.start(options())) {
            assertThat(query(server, "SELECT a FROM t")).isEqualTo("42");
        }
    }

    @Test
    void aStalePidFileWithAnotherProcessesNumberIsNoObstacle() throws Exception {
        PostgresServer.start(options()).close();
        Files.writeString(
                dir.resolve("cluster/postmaster.pid"), ProcessHandle.current().pid() + "\n");

        try (PostgresServer server = PostgresServer.start(options())) {
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void anInterruptedInitializationIsDoneAgain() throws Exception {
        Files.createDirectories(dir.resolve("cluster.incomplete/base"));

        try (PostgresServer server = PostgresServer.start(options())) {
            assertThat(query(server, "SELECT current_user")).isEqualTo("callstream");
        }
    }

    @Test
    void asksForThePasswordAndKeepsItToOneUser() throws Exception {
        try (PostgresServer server = PostgresServer.start(options())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), "callstream", "wrong"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), "postgres", server.password()))
                    .isInstanceOf(SQLException.class);
            assertThat(query(server, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("f");
        }
    }

    @Test
    void refusesABusyPortAndLeavesTheFolderFree() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> PostgresServer.start(options().withPort(taken.getLocalPort())))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("PostgreSQL cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
        PostgresServer.start(options()).close();
    }

    @Test
    void refusesAFolderInUse() {
        try (PostgresServer server = PostgresServer.start(options())) {
            assertThat(server.port()).isPositive();
            assertThatThrownBy(() -> PostgresServer.start(options()))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("in use");
        }
    }

    private static Connection connect(PostgresServer server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
