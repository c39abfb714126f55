package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses what OpenAI refuses, in its words. */
final class RequestRules {
    private static final int MAX_CHOICES = 128;

    private RequestRules() {}

    static Optional<ApiError> chat(ObjectNode body) {
        return model(body)
                .or(() -> messages(body))
                .or(() -> streamOptions(body))
                .or(() -> range(body, "n", 1, MAX_CHOICES))
                .or(() -> range(body, "temperature", 0, 2))
                .or(() -> range(body, "top_p", 0, 1));
    }

    static Optional<ApiError> completion(ObjectNode body) {
        return model(body)
                .or(() -> present(body, "prompt"))
                .or(() -> streamOptions(body))
                .or(() -> range(body, "n", 1, MAX_CHOICES));
    }

    static Optional<ApiError> response(ObjectNode body) {
        return model(body)
                .or(() -> present(body, "input"))
                .or(() -> unknown(body, "messages"))
                .or(() -> unknown(body, "max_tokens"))
                .or(() -> range(body, "temperature", 0, 2))
                .or(() -> range(body, "top_p", 0, 1));
    }

    static Optional<ApiError> unknown(ObjectNode body, String name) {
        return body.has(name)
                ? Optional.of(ApiError.invalid("Unknown parameter: '" + name + "'.", name, "unknown_parameter"))
                : Optional.empty();
    }

    static Optional<ApiError> embedding(ObjectNode body) {
        return model(body).or(() -> present(body, "input")).or(() -> encoding(body));
    }

    static Optional<ApiError> model(ObjectNode body) {
        if (body.path("model").isTextual() && !body.path("model").textValue().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(ApiError.invalid("you must provide a model parameter", null, null));
    }

    static Optional<ApiError> present(ObjectNode body, String name) {
        if (body.hasNonNull(name)) {
            return Optional.empty();
        }
        return Optional.of(
                ApiError.invalid("Missing required parameter: '" + name + "'.", name, "missing_required_parameter"));
    }

    /** A value that is there has to be one of these. */
    static Optional<ApiError> oneOf(ObjectNode body, String name, Set<String> values) {
        if (!body.hasNonNull(name) || values.contains(body.path(name).asText())) {
            return Optional.empty();
        }
        String supported = values.stream().sorted().collect(Collectors.joining("', '", "'", "'"));
        return Optional.of(ApiError.invalid(
                "Invalid value: '" + body.path(name).asText() + "'. Supported values are: " + supported + ".",
                name,
                "invalid_value"));
    }

    static Optional<ApiError> file(FormBody form, String name) {
        return form.file(name).isPresent()
                ? Optional.empty()
                : Optional.of(ApiError.invalid(
                        "Missing required parameter: '" + name + "'.", name, "missing_required_parameter"));
    }

    private static Optional<ApiError> messages(ObjectNode body) {
        Optional<ApiError> missing = present(body, "messages");
        if (missing.isPresent()) {
            return missing;
        }
        JsonNode messages = body.path("messages");
        if (!messages.isArray()) {
            return Optional.of(ApiError.invalid(
                    "Invalid type for 'messages': expected an array of objects.", "messages", "invalid_type"));
        }
        if (messages.isEmpty()) {
            return Optional.of(ApiError.invalid(
                    "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array"
                            + " instead.",
                    "messages",
                    "empty_array"));
        }
        return roles(messages);
    }

    private static Optional<ApiError> roles(JsonNode messages) {
        for (int at = 0; at < messages.size(); at++) {
            if (!messages.get(at).path("role").isTextual()) {
                String param = "messages[" + at + "].role";
                return Optional.of(ApiError.invalid(
                        "Missing required parameter: '" + param + "'.", param, "missing_required_parameter"));
            }
        }
        return Optional.empty();
    }

    private static Optional<ApiError> streamOptions(ObjectNode body) {
        if (!body.hasNonNull("stream_options") || body.path("stream").asBoolean()) {
            return Optional.empty();
        }
        return Optional.of(ApiError.invalid(
                "The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options", null));
    }

    private static Optional<ApiError> range(ObjectNode body, String name, double least, double most) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isNumber()) {
            return Optional.of(
                    ApiError.invalid("Invalid type for '" + name + "': expected a number.", name, "invalid_type"));
        }
        if (value.doubleValue() >= least && value.doubleValue() <= most) {
            return Optional.empty();
        }
        return Optional.of(ApiError.invalid(
                "Invalid '" + name + "': expected a value between " + least + " and " + most + ".",
                name,
                value.doubleValue() < least ? "integer_below_min_value" : "integer_above_max_value"));
    }

    private static Optional<ApiError> encoding(ObjectNode body) {
        return oneOf(body, "encoding_format", Set.of("float", "base64"));
    }
}
