package io.callstream.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.callstream.cli.Main;
import io.callstream.cli.problem.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ParseResult;

/** The units for machines with systemd. */
class SystemdTest {
    private static final Pattern SPACE = Pattern.compile(" ");
    private static final String LAUNCHER = "/opt/callstream/callstream ";

    private final List<Unit> units = Unit.all();

    @Test
    void allServicesAreThere() {
        assertThat(units)
                .extracting(Unit::name)
                .containsExactlyInAnyOrder(
                        "callstream-gateway.service",
                        "callstream-sink@.service",
                        "callstream-analytics.service",
                        "callstream-console.service",
                        "callstream-replay@.service",
                        "callstream-topics.service");
    }

    /** The command line has what the units start, and each keeps its data in its own folder of systemd's. */
    @Test
    void theCommandsAreKnown() {
        for (Unit unit : units) {
            assertThat(unit.values("ExecStart")).as(unit.name()).isNotEmpty().allSatisfy(command -> {
                assertThat(command).startsWith(LAUNCHER);
                String[] words = SPACE.splitAsStream(command.substring(LAUNCHER.length()))
                        .toArray(String[]::new);
                ParseResult parsed = Main.commandLine(words).parseArgs(words);
                assertThat(parsed.subcommand()).as(command).isNotNull();
                String folder = "%S/" + unit.values("StateDirectory").get(0);
                assertThat(command.contains("--data-dir") ? command : "--data-dir " + folder)
                        .contains("--data-dir " + folder);
            });
        }
    }

    @Test
    void theyMayDoNoMoreThanTheyNeed() {
        assertThat(units)
                .allSatisfy(unit -> assertThat(unit.lines())
                        .as(unit.name())
                        .contains(
                                "User=callstream",
                                "NoNewPrivileges=yes",
                                "CapabilityBoundingSet=",
                                "ProtectSystem=strict",
                                "ProtectHome=yes",
                                "PrivateTmp=yes",
                                "SystemCallFilter=@system-service"));
    }

    /** Each service comes back by itself, has time to end, and files enough. */
    @Test
    void theyGoOnAfterAFault() {
        assertThat(units.stream().filter(unit -> unit.values("Type").contains("exec")))
                .isNotEmpty()
                .allSatisfy(unit -> {
                    assertThat(unit.values("Restart"))
                            .as(unit.name())
                            .hasSize(1)
                            .doesNotContain("no");
                    assertThat(unit.values("TimeoutStopSec")).as(unit.name()).hasSize(1);
                    assertThat(unit.values("SuccessExitStatus"))
                            .as(unit.name())
                            .containsExactly(unit.name().contains("replay") ? "143 " + ExitCode.STOPPED : "143");
                    assertThat(Integer.parseInt(unit.values("LimitNOFILE").get(0)))
                            .as(unit.name())
                            .isGreaterThanOrEqualTo(65_536);
                });
    }

    /** A replay that is over is refused when it is taken up again, and would be for ever; one that was stopped has not failed. */
    @Test
    void aReplayThatIsOverIsNotTakenUpAgain() {
        Unit replay = units.stream()
                .filter(unit -> unit.name().equals("callstream-replay@.service"))
                .findFirst()
                .orElseThrow();

        assertThat(replay.values("RestartPreventExitStatus")).containsExactly(String.valueOf(ExitCode.USER_ERROR));
        assertThat(replay.values("SuccessExitStatus")).containsExactly("143 " + ExitCode.STOPPED);
    }

    @Test
    void systemdTakesThem(@TempDir Path folder) throws Exception {
        assumeTrue(systemdIsThere(), "no systemd-analyze on the PATH: the units are not given to it");
        Path launcher = Path.of("..", "callstream").toRealPath();
        List<String> command = new ArrayList<>(List.of("systemd-analyze", "verify", "--man=no"));
        for (Unit unit : units) {
            command.add(unit.write(folder, launcher).toString());
        }

        Process verify = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(verify.waitFor()).as(said).isZero();
        // What else is on the machine may have faults of its own.
        assertThat(said.lines().filter(line -> line.contains("callstream"))).isEmpty();
    }

    private static boolean systemdIsThere() {
        return Pattern.compile(":")
                .splitAsStream(String.valueOf(System.getenv("PATH")))
                .anyMatch(each -> Files.isExecutable(Path.of(each, "systemd-analyze")));
    }
}
