package io.callstream.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What the services of a set of manifests read. */
final class ConfigMaps {
    private static final Pattern TAKEN = Pattern.compile("used .*"
            + "|(no effect|problem) .*needs environment variable .*, which is not set.*"
            + "|problem .*: is /etc/kafka-[a-z]+/.*, which does not exist");

    private ConfigMaps() {}

    /** What secrets and volumes bring is not here; everything else has to be known and of use. */
    static void areTaken(List<Manifest> manifests, Path folder) throws IOException {
        assertThat(explained(manifests, folder))
                .hasSizeGreaterThan(8)
                .allSatisfy(line -> assertThat(line).matches(TAKEN));
    }

    private static List<String> explained(List<Manifest> manifests, Path folder) throws IOException {
        Manifest config = manifests.stream()
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
        return said.toString()
                .lines()
                .filter(line -> line.matches("[a-z]+( [a-z]+)? +\\S+: .*"))
                .toList();
    }
}
