package io.callstream.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges manifests by the schemas of Kubernetes itself: an unknown field, a wrong type or a missing value is an error. */
final class Kubeconform {
    private Kubeconform() {}

    static void isNeeded() {
        assumeTrue(
                Tools.find("kubeconform").isPresent() && Schemas.areDescribed(),
                "no kubeconform, or no description of Kubernetes' API (deploy/tools/fetch brings both): manifests are not judged by it");
    }

    /** @param folder for the schemas of these manifests */
    static Tools.Said judge(String manifests, Path folder) {
        Set<String> kinds = Manifest.all(manifests).stream().map(Manifest::kind).collect(Collectors.toSet());
        Schemas.write(kinds, folder);
        String location = folder.toAbsolutePath() + "/{{ .ResourceKind }}{{ .KindSuffix }}.json";
        List<String> command = List.of(
                Tools.find("kubeconform").orElseThrow(), "-strict", "-summary", "-schema-location", location, "-");
        return Tools.run(command, Map.of(), manifests);
    }
}
