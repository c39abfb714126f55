package io.callstream.deploy;

import static io.callstream.deploy.Helm.CHART;
import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.cli.Main;
import io.callstream.deploy.Tools.Said;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Helm makes of the chart; where there is no {@code helm}, the manifests' tests have to do. */
class ChartTest {
    @TempDir
    Path folder;

    @BeforeEach
    void helmIsThere() {
        Helm.isNeeded();
    }

    @Test
    void itsDefaultsAreTheManifestsForClustersWithoutHelm() throws IOException {
        Path rendered = folder.resolve("callstream.yaml");

        Said said = Helm.render(rendered.toString());

        assertThat(said.code()).as(said.text()).isZero();
        assertThat(Files.readString(rendered)).isEqualTo(Files.readString(Path.of("kustomize/base/callstream.yaml")));
    }

    @Test
    void everyOptionMakesManifestsThatKubernetesTakes() {
        Said said = Helm.template("--values", CHART + "/ci/everything-values.yaml");

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
        Said said = Helm.template("--set", "gateway.persistence.enabled=false,analytics.persistence.enabled=false");

        assertThat(said.code()).as(said.text()).isZero();
        new Promises(Manifest.all(said.text())).areKept();
        assertThat(said.text()).doesNotContain("volumeClaimTemplates").contains("- name: data\n          emptyDir: {}");
    }

    @Test
    void helmFindsNothingToSay() {
        Said said = Helm.lint("--values", CHART + "/ci/everything-values.yaml");

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

    @Test
    void everySinkOfTheProductIsTried() throws IOException {
        String values = Files.readString(Path.of(CHART, "ci", "all-sinks-values.yaml"));

        Map<String, Object> sinks =
                Manifest.map(Manifest.all(values).get(0).content().get("sinks"));

        assertThat(sinks.keySet()).containsExactlyInAnyOrderElementsOf(sinkNames());
    }

    /** All that are among the tests of the chart; what each is for stands in its first line. */
    @ParameterizedTest
    @MethodSource("valueFiles")
    void whatEachSetOfValuesMakesIsTaken(String file) throws IOException {
        Said said = Helm.template("--values", CHART + "/ci/" + file);

        assertThat(said.code()).as(said.text()).isZero();
        List<Manifest> manifests = Manifest.all(said.text());
        new Promises(manifests).areKept();
        ConfigMaps.areTaken(manifests, folder);
    }

    @ParameterizedTest
    @MethodSource("valueFiles")
    void kubernetesOwnSchemasTakeWhatEachSetOfValuesMakes(String file) {
        Kubeconform.isNeeded();
        String manifests = Helm.template("--values", CHART + "/ci/" + file).text();

        Said said = Kubeconform.judge(manifests, folder);

        assertThat(said.code()).as(said.text()).isZero();
        assertThat(said.text())
                .contains("Valid: " + Manifest.all(manifests).size())
                .contains("Skipped: 0");
    }

    private static Stream<String> valueFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(CHART, "ci"))) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    /** As the command line says them to somebody who names another. */
    private static List<String> sinkNames() {
        StringWriter said = new StringWriter();
        Main.commandLine()
                .setErr(new PrintWriter(said, true))
                .execute("sink", "none", "--config", "../compose/config.yaml");
        String names = said.toString().replaceAll("(?s).*there are: (.*?);.*", "$1");
        return List.of(names.split(", "));
    }

    private static Said refusal(String setting) {
        Said said = Helm.template("--set", setting);
        assertThat(said.code()).as(said.text()).isNotZero();
        return said;
    }
}
