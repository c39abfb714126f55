package io.callstream.stack.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import io.callstream.stack.ListenAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccountTest {

    @TempDir
    static Path binaries;

    @TempDir
    Path dir;

    static Stream<Account> waysDown() {
        return Account.waysDown();
    }

    @Test
    void aCommandNeverRunsAsRoot() {
        assertThat(userIdUnder(Account.current())).isNotEqualTo("0");
    }

    @Test
    void aMissingProgramIsNoWayDown() {
        assertThat(new Account(List.of("no-such-program"), "root").works()).isFalse();
    }

    /** Each way down that this machine has runs a server, one after the other on the same data. */
    @ParameterizedTest
    @MethodSource("waysDown")
    void everyWayDownRunsAServer(Account account) throws Exception {
        assumeTrue(new UnixSystem().getUid() == 0, "only root needs a way down");
        assumeTrue(account.works(), "this machine has no such account or program");
        // The account must reach data and programs through their parent folders.
        for (Path each : List.of(dir, binaries)) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Toolbox tools = new Toolbox(Binaries.in(binaries), account);
        Cluster cluster =
                Cluster.open(dir.resolve("cluster"), tools, Password.in(dir.resolve("password"), new SecureRandom()));

        RunningServer server = RunningServer.start(cluster, tools, ListenAddress.loopback(0));

        assertThat(PidFile.isRunning(server.process())).isTrue();
        server.stop();
        assertThat(PidFile.isRunning(server.process())).isFalse();
        handOver();
    }

    /** The data that one account left works for the account of a plain start. */
    private void handOver() {
        PostgresServer.start(PostgresOptions.in(dir).withBinaries(binaries)).close();
    }

    private static String userIdUnder(Account account) {
        return Command.run(account.command(List.of("id", "-u")), "").output();
    }
}
