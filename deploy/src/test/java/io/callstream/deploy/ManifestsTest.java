package io.callstream.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manifests for clusters without Helm. */
class ManifestsTest {
    private final List<Manifest> base = base();

    @Test
    void theyAreWhatKubernetesTakes() {
        new Promises(base).areKept();
    }

    @Test
    void allServicesAreThere() {
        assertThat(base.stream().filter(Manifest::hasPods).map(Manifest::name))
                .containsExactlyInAnyOrder(
                        "StatefulSet/callstream-gateway",
                        "StatefulSet/callstream-analytics",
                        "Deployment/callstream-sink-postgres",
                        "Deployment/callstream-console",
                        "Job/callstream-topics");
    }

    @Test
    void theConfigurationIsOneThatTheServicesTake(@TempDir Path folder) throws IOException {
        Manifest config = base.stream()
                .filter(each -> each.kind().equals("ConfigMap"))
                .findFirst()
                .orElseThrow();
        Path file = folder.resolve("config.yaml");
        Files.writeString(file, (String) config.at("data").get("config.yaml"));
        StringWriter said = new StringWriter();

        Main.commandLine()
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute("config", "explain", file.toString());

        // What secrets bring is not here; everything else has to be known and of use.
        List<String> keys = said.toString()
                .lines()
                .filter(line -> line.matches("[a-z]+( [a-z]+)? +\\S+: .*"))
                .toList();
        assertThat(keys)
                .as(said.toString())
                .hasSizeGreaterThan(8)
                .allSatisfy(line -> assertThat(line)
                        .matches("used .*|(no effect|problem) .*needs environment variable .*, which is not set.*"));
    }

    private static List<Manifest> base() {
        try {
            return Manifest.all(Files.readString(Path.of("kustomize/base/callstream.yaml")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
