package io.callstream.cli.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The first thing that README.md tells people to run. */
class DemoCommandIT {
    @TempDir
    Path folder;

    @Test
    @Timeout(600)
    void theDemoShowsThatEverythingArrived() throws Exception {
        String command = Readme.of(Shells.HOME).command("./callstream demo");
        try (Shells shells = new Shells(folder, Map.of())) {
            Shell demo = shells.start(command + " --exit" + Shells.FREE_PORTS + " --data-dir " + folder);

            assertThat(demo.exitStatus()).as(demo.said()).isZero();
            assertThat(demo.said())
                    .contains("llm.pre-call")
                    .contains("postgres")
                    .contains("CLIENT_DISCONNECTED")
                    .contains("$ ./callstream sql", "$ ./callstream replay", "refused of ");
        }
    }
}
