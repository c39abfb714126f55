package io.callstream.deploy;

import static io.callstream.deploy.Manifest.map;
import static io.callstream.deploy.Manifest.maps;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Writes what Kubernetes and two operators say about their API as kubeconform reads it: a JSON schema for each kind, which
 * takes no field that it does not name.
 */
final class Schemas {
    private static final Path DESCRIPTIONS = Tools.FOLDER.resolve("descriptions");
    private static final Path KUBERNETES = DESCRIPTIONS.resolve("swagger.json");
    private static final List<String> OF_OPERATORS =
            List.of("keda.sh_scaledobjects.yaml", "monitoring.coreos.com_podmonitors.yaml");
    private static final String HERE = "#/definitions/";
    private static final String KINDS = "x-kubernetes-group-version-kind";

    private final JsonObject definitions;
    private final Set<String> kinds;
    private final Path folder;

    private Schemas(JsonObject definitions, Set<String> kinds, Path folder) {
        this.definitions = definitions;
        this.kinds = kinds;
        this.folder = folder;
    }

    static boolean areDescribed() {
        return Files.exists(KUBERNETES)
                && OF_OPERATORS.stream().map(DESCRIPTIONS::resolve).allMatch(Files::exists);
    }

    /** Those of some kinds. */
    static void write(Set<String> kinds, Path folder) {
        try {
            JsonObject said = new Gson().fromJson(Files.readString(KUBERNETES), JsonObject.class);
            Schemas schemas = new Schemas(said.getAsJsonObject("definitions"), kinds, folder);
            schemas.ofKubernetes();
            for (String file : OF_OPERATORS) {
                schemas.ofOperator(Manifest.all(Files.readString(DESCRIPTIONS.resolve(file)))
                        .get(0));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ofKubernetes() throws IOException {
        numbersAreTakenToo("io.k8s.apimachinery.pkg.util.intstr.IntOrString", "integer");
        numbersAreTakenToo("io.k8s.apimachinery.pkg.api.resource.Quantity", "number");
        for (String name : Set.copyOf(definitions.keySet())) {
            JsonArray named = definitions.getAsJsonObject(name).getAsJsonArray(KINDS);
            if (named != null && named.size() == 1) {
                JsonObject kind = named.get(0).getAsJsonObject();
                write(
                        kind.get("group").getAsString(),
                        kind.get("version").getAsString(),
                        kind.get("kind").getAsString(),
                        () -> schema(name));
            }
        }
    }

    /** Their descriptions call them strings, as which they come back. */
    private void numbersAreTakenToo(String name, String number) {
        JsonArray types = new JsonArray();
        types.add("string");
        types.add(number);
        JsonObject definition = new JsonObject();
        definition.add("type", types);
        definitions.add(name, definition);
    }

    private JsonObject schema(String name) {
        Set<String> used = new TreeSet<>();
        follow(name, used);
        JsonObject parts = new JsonObject();
        used.forEach(part -> parts.add(part, closed(definitions.get(part).deepCopy())));
        JsonObject whole = new JsonObject();
        whole.addProperty("$ref", HERE + name);
        JsonArray all = new JsonArray();
        all.add(whole);
        JsonObject schema = new JsonObject();
        schema.add("allOf", all);
        schema.add("definitions", parts);
        return schema;
    }

    private void follow(String name, Set<String> used) {
        if (used.add(name)) {
            references(definitions.get(name), used);
        }
    }

    private void references(JsonElement element, Set<String> used) {
        if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(each -> references(each, used));
        } else if (element.isJsonObject()) {
            element.getAsJsonObject().asMap().forEach((key, value) -> {
                if (key.equals("$ref") && value.isJsonPrimitive()) {
                    follow(value.getAsString().substring(HERE.length()), used);
                } else {
                    references(value, used);
                }
            });
        }
    }

    private void ofOperator(Manifest definition) throws IOException {
        for (var version : maps(definition.at("spec").get("versions"))) {
            Object schema = map(version.get("schema")).get("openAPIV3Schema");
            write(
                    String.valueOf(definition.at("spec").get("group")),
                    String.valueOf(version.get("name")),
                    String.valueOf(map(definition.at("spec").get("names")).get("kind")),
                    () -> closed(new Gson().toJsonTree(schema)));
        }
    }

    /** Where fields are named, there are no others. */
    private static JsonElement closed(JsonElement schema) {
        if (schema.isJsonArray()) {
            schema.getAsJsonArray().forEach(Schemas::closed);
        } else if (schema.isJsonObject()) {
            JsonObject object = schema.getAsJsonObject();
            object.asMap().values().forEach(Schemas::closed);
            boolean fields =
                    object.get("properties") instanceof JsonObject && object.get("type") instanceof JsonPrimitive;
            if (fields && !object.has("additionalProperties") && !object.has("x-kubernetes-preserve-unknown-fields")) {
                object.addProperty("additionalProperties", false);
            }
        }
        return schema;
    }

    private void write(String group, String version, String kind, Supplier<JsonElement> schema) throws IOException {
        if (kinds.contains(kind)) {
            String of = group.isEmpty() ? "" : group.split("\\.", 2)[0] + "-";
            String file = (kind + "-" + of + version + ".json").toLowerCase(Locale.ROOT);
            Files.writeString(folder.resolve(file), schema.get().toString());
        }
    }
}
