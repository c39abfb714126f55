package io.callstream.stack.registry.rest;

import io.callstream.stack.registry.catalog.RegistryError;
import io.callstream.stack.registry.catalog.SchemaCatalog;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.client.rest.entities.Config;
import io.confluent.kafka.schemaregistry.client.rest.entities.requests.ConfigUpdateRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** {@code /config}: compatibility levels. {@code /mode}: always read and write. */
final class ConfigRoutes {

    private static final String GLOBAL = "/config";
    private static final String SUBJECT = "/config/{subject}";
    private static final Map<String, String> MODE = Map.of("mode", "READWRITE");

    private final SchemaCatalog catalog;

    ConfigRoutes(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    List<Route> routes() {
        return List.of(
                Route.get(GLOBAL, request -> config(catalog.globalLevel())),
                Route.put(GLOBAL, this::setGlobal),
                Route.delete(GLOBAL, request -> config(catalog.clearGlobalLevel())),
                Route.get(SUBJECT, this::level),
                Route.put(SUBJECT, this::setLevel),
                Route.delete(SUBJECT, request -> config(catalog.clearLevel(request.subject()))),
                Route.get("/mode", request -> MODE),
                Route.get("/mode/{subject}", ConfigRoutes::mode));
    }

    private Object setGlobal(RestRequest request) {
        CompatibilityLevel level = requested(request);
        catalog.setGlobalLevel(level);
        return confirmation(level);
    }

    private Object setLevel(RestRequest request) {
        CompatibilityLevel level = requested(request);
        catalog.setLevel(request.subject(), level);
        return confirmation(level);
    }

    private Object level(RestRequest request) {
        String subject = request.subject();
        return config(catalog.level(subject).orElseGet(() -> {
            if (request.flag("defaultToGlobal")) {
                return catalog.globalLevel();
            }
            throw RegistryError.LEVEL_NOT_SET.because(
                    "Subject '" + subject + "' does not have subject-level compatibility configured");
        }));
    }

    private static Object mode(RestRequest request) {
        if (request.flag("defaultToGlobal")) {
            return MODE;
        }
        throw RegistryError.MODE_NOT_SET.because(
                "Subject '" + request.subject() + "' does not have subject-level mode configured");
    }

    private static CompatibilityLevel requested(RestRequest request) {
        String name =
                SchemaBodies.parse(request.body(), ConfigUpdateRequest.class).getCompatibilityLevel();
        CompatibilityLevel level = name == null ? null : CompatibilityLevel.forName(name);
        if (level == null) {
            throw RegistryError.INVALID_LEVEL.because("Invalid compatibility level '" + name + "'. Valid values are "
                    + Arrays.toString(CompatibilityLevel.values()));
        }
        return level;
    }

    private static Config config(CompatibilityLevel level) {
        return new Config(level.name);
    }

    private static ConfigUpdateRequest confirmation(CompatibilityLevel level) {
        return new ConfigUpdateRequest(config(level));
    }
}
