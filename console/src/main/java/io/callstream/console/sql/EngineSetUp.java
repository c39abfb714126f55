package io.callstream.console.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.console.web.Json;
import io.callstream.settings.KafkaSettings;
import io.callstream.settings.RegistrySettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the process of the engine has to know. It has secrets, so it goes through a pipe and never stands among a process's arguments.
 *
 * @param folder for what does not fit into memory
 * @param memory most memory of the engine, in bytes
 */
public record EngineSetUp(KafkaSettings kafka, RegistrySettings registry, Path folder, long memory) {
    /** What this process was told about certificates, proxies, token endpoints and its temporary folder holds for the other, too. */
    private static final Pattern PASSED_ON = Pattern.compile(
            "(javax\\.net\\.ssl|java\\.security|jdk\\.tls|https?|org\\.apache\\.kafka)\\..*|java\\.io\\.tmpdir");

    EngineSetUp in(Path other) {
        return new EngineSetUp(kafka, registry, other, memory);
    }

    byte[] json() {
        ObjectNode json = Json.object();
        json.putObject("kafka")
                .put("servers", kafka.bootstrapServers())
                .set("properties", Json.tree(kafka.properties()));
        json.putObject("registry")
                .put("url", registry.url().toString())
                .set("properties", Json.tree(registry.properties()));
        ObjectNode java = json.putObject("java");
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> PASSED_ON.matcher(name).matches())
                .forEach(name -> java.put(name, System.getProperty(name)));
        return Json.bytes(json.put("folder", folder.toString()).put("memory", memory));
    }

    static EngineSetUp of(ObjectNode json) {
        texts(json.path("java")).forEach(System::setProperty);
        JsonNode kafka = json.path("kafka");
        JsonNode registry = json.path("registry");
        return new EngineSetUp(
                new KafkaSettings(kafka.path("servers").asText(), texts(kafka.path("properties")), 1, 1),
                new RegistrySettings(
                        URI.create(registry.path("url").asText()), texts(registry.path("properties")), false),
                Path.of(json.path("folder").asText()),
                json.path("memory").asLong());
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.fields()
                .forEachRemaining(
                        field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }
}
