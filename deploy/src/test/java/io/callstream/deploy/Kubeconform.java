package io.callstream.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Judges manifests by the schemas of Kubernetes itself: an unknown field, a wrong type or a missing value is an error. */
final class Kubeconform {
    private static final Path SCHEMAS = Tools.FOLDER.resolve("schemas");

    private Kubeconform() {}

    static void isNeeded() {
        assumeTrue(
                Tools.find("kubeconform").isPresent() && Schemas.areDescribed(),
                "no kubeconform, or no description of Kubernetes' API (deploy/tools/fetch brings both): manifests are not judged by it");
    }

    static synchronized Tools.Said judge(String manifests) {
        if (Files.notExists(SCHEMAS)) {
            Schemas.write(SCHEMAS);
        }
        String location = SCHEMAS.toAbsolutePath() + "/{{ .ResourceKind }}{{ .KindSuffix }}.json";
        List<String> command = List.of(
                Tools.find("kubeconform").orElseThrow(), "-strict", "-summary", "-schema-location", location, "-");
        return Tools.run(command, Map.of(), manifests);
    }
}
