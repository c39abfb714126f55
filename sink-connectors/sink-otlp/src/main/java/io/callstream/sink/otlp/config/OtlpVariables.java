package io.callstream.sink.otlp.config;

import io.callstream.settings.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings that every destination of spans has, with the environment variables that its own users know them by.
 *
 * @param headers sent with every request
 * @param content whether what was said is sent
 * @param serviceName of the resource
 * @param environment of the resource
 */
public record OtlpVariables(
        Key<Map<String, String>> headers,
        Key<Optional<Boolean>> content,
        Key<Optional<String>> serviceName,
        Key<Optional<String>> environment) {
    /**
     * @param headers variables that list headers; there may be none
     * @param content the variable that says {@code false} to leave out what was said
     * @param serviceName the variable of the service's name
     * @param environment the variable of the environment's name
     */
    public static OtlpVariables of(List<String> headers, String content, String serviceName, String environment) {
        return new OtlpVariables(
                Key.textMap("headers")
                        .orVariables(headers.toArray(String[]::new))
                        .byDefault(Map.of(), "")
                        .says("Sent with every request, such as a key"
                                + (headers.isEmpty()
                                        ? "."
                                        : "; in variables `name=value,name=value` with values in percent form.")),
                Key.flag("content")
                        .orVariables(content)
                        .optional()
                        .says("`false`: messages, tool definitions and providers' error bodies are left out. By default"
                                + " true."),
                Key.text("service_name")
                        .orVariables(serviceName)
                        .optional()
                        .says("Of the resource; by default callstream."),
                Key.text("environment")
                        .orVariables(environment)
                        .optional()
                        .says("`deployment.environment.name` of the resource."));
    }

    List<Key<?>> keys() {
        return List.of(headers, content, serviceName, environment);
    }
}
