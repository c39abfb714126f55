package io.callstream.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
        ConfigMaps.areTaken(base, folder);
    }

    @Test
    void theyAreWhatKubernetesOwnSchemasTake(@TempDir Path folder) {
        Kubeconform.isNeeded();

        Tools.Said said = Kubeconform.judge(text(), folder);

        assertThat(said.code()).as(said.text()).isZero();
        assertThat(said.text()).contains("Valid: " + base.size()).contains("Skipped: 0");
    }

    @Test
    void whatKubernetesOwnSchemasDoNotKnowIsFound(@TempDir Path folder) {
        Kubeconform.isNeeded();

        Tools.Said said =
                Kubeconform.judge(text().replaceFirst("terminationGracePeriodSeconds", "terminationGrace"), folder);

        assertThat(said.code()).isNotZero();
        assertThat(said.text()).contains("terminationGrace");
    }

    private static List<Manifest> base() {
        return Manifest.all(text());
    }

    private static String text() {
        try {
            return Files.readString(Path.of("kustomize/base/callstream.yaml"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
