package io.callstream.deploy;

import static io.callstream.deploy.Manifest.map;
import static io.callstream.deploy.Manifest.maps;
import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.cli.Main;
import java.util.List;
import java.util.Map;

/** What every set of manifests keeps, whatever values it was made with. */
final class Promises {
    private final List<Manifest> manifests;

    Promises(List<Manifest> manifests) {
        this.manifests = manifests;
    }

    void areKept() {
        assertThat(manifests).isNotEmpty().allSatisfy(Manifest::check);
        assertThat(manifests.stream().map(Manifest::name)).doesNotHaveDuplicates();
        List<Manifest> withPods = manifests.stream().filter(Manifest::hasPods).toList();
        assertThat(withPods).isNotEmpty().allSatisfy(Promises::podsAreConfined);
        assertThat(withPods).allSatisfy(Promises::partsFitTogether);
        assertThat(withPods).allSatisfy(Promises::commandsAreKnown);
        assertThat(manifests).allSatisfy(this::whatIsSelectedIsThere);
    }

    /** No root, nothing writable but volumes, no privilege, no token of the cluster. */
    private static void podsAreConfined(Manifest manifest) {
        assertThat(manifest.pod()).as(manifest.name()).containsEntry("automountServiceAccountToken", false);
        assertThat(map(manifest.pod().get("securityContext")))
                .as(manifest.name())
                .containsEntry("runAsNonRoot", true);
        assertThat(manifest.containers())
                .allSatisfy(container -> assertThat(map(container.get("securityContext")))
                        .containsEntry("readOnlyRootFilesystem", true)
                        .containsEntry("allowPrivilegeEscalation", false)
                        .containsEntry("capabilities", Map.of("drop", List.of("ALL"))));
        assertThat(manifest.containers())
                .allSatisfy(container -> assertThat(container).containsKey("image"));
    }

    private static void partsFitTogether(Manifest manifest) {
        List<Object> volumes = manifest.volumes().toList();
        assertThat(volumes).as(manifest.name()).doesNotHaveDuplicates();
        for (Map<String, Object> container : manifest.containers()) {
            assertThat(maps(container.get("volumeMounts")))
                    .as(manifest.name())
                    .extracting(mount -> mount.get("name"))
                    .isSubsetOf(volumes)
                    .contains("config", "data", "tmp");
            assertThat(maps(container.get("env")))
                    .extracting(variable -> variable.get("name"))
                    .doesNotHaveDuplicates();
        }
        Map<String, Object> selector =
                map(map(manifest.at("spec").get("selector")).get("matchLabels"));
        assertThat(manifest.podLabels()).as(manifest.name()).containsAllEntriesOf(selector);
    }

    /** The command line has what the containers are started with. */
    private static void commandsAreKnown(Manifest manifest) {
        for (Map<String, Object> container : manifest.containers()) {
            List<?> arguments = (List<?>) container.get("args");
            if (container.get("command") == null) {
                String[] words = arguments.stream().map(Object::toString).toArray(String[]::new);
                assertThat(Main.commandLine(words).parseArgs(words).subcommand())
                        .as("%s: %s", manifest.name(), arguments)
                        .isNotNull();
            }
        }
    }

    private void whatIsSelectedIsThere(Manifest manifest) {
        Map<String, Object> spec = manifest.at("spec");
        Map<String, Object> selector = switch (manifest.kind()) {
            case "Service" -> map(spec.get("selector"));
            case "PodDisruptionBudget" -> map(map(spec.get("selector")).get("matchLabels"));
            case "NetworkPolicy" -> map(map(spec.get("podSelector")).get("matchLabels"));
            default -> Map.of();
        };
        if (!selector.isEmpty()) {
            assertThat(manifests)
                    .as(manifest.name())
                    .filteredOn(each ->
                            each.hasPods() && each.podLabels().entrySet().containsAll(selector.entrySet()))
                    .hasSize(1);
        }
    }
}
