package io.callstream.deploy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** One object of a cluster. */
record Manifest(Map<String, Object> content) {
    /** What operators bring along; Kubernetes' own model does not know them. */
    private static final Set<String> OF_OPERATORS = Set.of("keda.sh/v1alpha1", "monitoring.coreos.com/v1");

    private static final Set<String> WITH_PODS = Set.of("Deployment", "StatefulSet", "Job");

    static List<Manifest> all(String yaml) {
        List<Manifest> all = new ArrayList<>();
        Load load = new Load(LoadSettings.builder().build());
        for (Object document : load.loadAllFromString(yaml)) {
            if (document != null) {
                all.add(new Manifest(map(document)));
            }
        }
        return all;
    }

    String kind() {
        return String.valueOf(content.get("kind"));
    }

    String name() {
        return kind() + "/" + at("metadata").get("name");
    }

    /** @throws AssertionError naming the field that Kubernetes does not know, or misses */
    void check() {
        String version = String.valueOf(content.get("apiVersion"));
        if (OF_OPERATORS.contains(version)) {
            return;
        }
        String prefix = version.substring(version.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
        JsonElement json = new Gson().toJsonTree(content);
        try {
            Class.forName("io.kubernetes.client.openapi.models." + prefix + kind())
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, json);
        } catch (InvocationTargetException e) {
            throw new AssertionError(name() + ": " + e.getCause().getMessage(), e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(name() + ": Kubernetes has no " + version + " " + kind(), e);
        }
    }

    boolean hasPods() {
        return WITH_PODS.contains(kind());
    }

    Map<String, Object> template() {
        return map(at("spec").get("template"));
    }

    Map<String, Object> pod() {
        return map(template().get("spec"));
    }

    /** The labels of its pods. */
    Map<String, Object> podLabels() {
        return map(map(template().get("metadata")).get("labels"));
    }

    List<Map<String, Object>> containers() {
        return maps(pod().get("containers"));
    }

    /** The names of what its containers may mount. */
    Stream<Object> volumes() {
        Stream<Object> claimed = maps(at("spec").get("volumeClaimTemplates")).stream()
                .map(claim -> map(claim.get("metadata")).get("name"));
        return Stream.concat(claimed, maps(pod().get("volumes")).stream().map(volume -> volume.get("name")));
    }

    Map<String, Object> at(String field) {
        return map(content.get(field));
    }

    @SuppressWarnings("unchecked") // YAML's keys are strings here
    static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> maps(Object value) {
        return value == null ? List.of() : (List<Map<String, Object>>) value;
    }
}
