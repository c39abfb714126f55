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

/**
 * What the process of the engine has to know. It has secrets, so it goes through a pipe and never stands among a process's arguments.
 *
 * @param folder for what does not fit into memory
 * @param memory most memory of the engine, in bytes
 */
public record EngineSetUp(KafkaSettings kafka, RegistrySettings registry, Path folder, long memory) {
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
        return Json.bytes(json.put("folder", folder.toString()).put("memory", memory));
    }

    static EngineSetUp of(ObjectNode json) {
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
