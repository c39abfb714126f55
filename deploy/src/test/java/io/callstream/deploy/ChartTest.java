package io.callstream.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Helm makes of the chart; where there is no {@code helm} on the path, the manifests' tests have to do. */
class ChartTest {
    private static final String CHART = "helm/callstream";

    @TempDir
    Path folder;

    @BeforeEach
    void helmIsThere() {
        assumeTrue(helm().isPresent(), "no helm on the PATH: the chart is not rendered");
    }

    @Test
    void itsDefaultsAreTheManifestsForClustersWithoutHelm() throws IOException {
        Path rendered = folder.resolve("callstream.yaml");

        Said said = run("kustomize/render", rendered.toString());

        assertThat(said.code()).as(said.text()).isZero();
        assertThat(Files.readString(rendered)).isEqualTo(Files.readString(Path.of("kustomize/base/callstream.yaml")));
    }

    @Test
    void everyOptionMakesManifestsThatKubernetesTakes() {
        Said said = template("--values", CHART + "/ci/everything-values.yaml");

        assertThat(said.code()).as(said.text()).isZero();
        List<Manifest> manifests = Manifest.all(said.text());
        new Promises(manifests).areKept();
        assertThat(manifests.stream().map(Manifest::name))
                .contains(
                        "ScaledObject/one-callstream-sink-postgres",
                        "HorizontalPodAutoscaler/one-callstream-gateway",
                        "Deployment/one-callstream-sink-datadog-llm-observability",
                        "PersistentVolumeClaim/one-callstream-sink-file",
                        "Ingress/one-callstream-console",
                        "PodMonitor/one-callstream")
                .doesNotContain("Deployment/one-callstream-sink-sentry");
    }

    @Test
    void withoutVolumesEveryPodHasAnEmptyFolder() {
        Said said = template("--set", "gateway.persistence.enabled=false,analytics.persistence.enabled=false");

        assertThat(said.code()).as(said.text()).isZero();
        new Promises(Manifest.all(said.text())).areKept();
        assertThat(said.text()).doesNotContain("volumeClaimTemplates").contains("- name: data\n          emptyDir: {}");
    }

    @Test
    void helmFindsNothingToSay() {
        Said said = run(
                "helm",
                "lint",
                "--strict",
                CHART,
                "--kube-version",
                "1.30.0",
                "--values",
                CHART + "/ci/everything-values.yaml");

        assertThat(said.code()).as(said.text()).isZero();
    }

    @Test
    void whatCannotWorkIsSaidBeforeItIsInstalled() {
        assertThat(refusal("sinks.file.persistence.enabled=true").text())
                .contains("sinks.file: with a volume it is one copy (set replicas: 1 and autoscaling.kind: none)");
        assertThat(refusal("sinks.postgres.autoscaling.kind=lag").text())
                .contains("sinks.postgres.autoscaling.kind: is lag (expected none, hpa or keda)");
        assertThat(refusal("gateway.ingress.enabled=true").text())
                .contains("gateway.ingress.hosts: expected one at least");
        assertThat(refusal("sinks.Bad-Name.replicas=1").text()).contains("sinks.Bad-Name: expected the name of a sink");
    }

    private static Said template(String option, String value) {
        return run("helm", "template", "one", CHART, "--kube-version", "1.30.0", option, value);
    }

    private static Said refusal(String setting) {
        Said said = template("--set", setting);
        assertThat(said.code()).as(said.text()).isNotZero();
        return said;
    }

    private record Said(int code, String text) {}

    private static Said run(String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        if (words.get(0).equals("helm")) {
            words.set(0, helm().orElseThrow());
        }
        try {
            ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
            builder.environment().put("HELM", helm().orElseThrow());
            Process process = builder.start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Optional<String> helm() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, "helm"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
