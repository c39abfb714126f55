package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses what Anthropic refuses.
 *
 * @param system whether messages may be the system's
 * @param counts whether the tokens are only counted, which needs no limit
 */
record MessagesRules(boolean system, boolean counts) {
    private static final int LEAST_BUDGET = 1024;
    private static final Set<String> FIELDS = Set.of(
            "model",
            "messages",
            "max_tokens",
            "system",
            "metadata",
            "stop_sequences",
            "stream",
            "temperature",
            "top_k",
            "top_p",
            "tools",
            "tool_choice",
            "thinking",
            "output_config",
            "service_tier",
            "cache_control");

    Optional<MessagesError> check(ObjectNode body) {
        return fields(body)
                .or(() -> required(body, "model", body.path("model").isTextual()))
                .or(() -> required(
                        body, "max_tokens", counts || body.path("max_tokens").asInt() > 0))
                .or(() -> required(body, "messages", body.path("messages").size() > 0))
                .or(() -> roles(body.path("messages")))
                .or(() -> temperature(body.path("temperature")))
                .or(() ->
                        thinking(body.path("thinking"), body.path("max_tokens").asInt(Integer.MAX_VALUE)));
    }

    private static Optional<MessagesError> fields(ObjectNode body) {
        for (var names = body.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                return Optional.of(MessagesError.invalid(name + ": Extra inputs are not permitted"));
            }
        }
        return Optional.empty();
    }

    private static Optional<MessagesError> required(ObjectNode body, String name, boolean good) {
        return good
                ? Optional.empty()
                : Optional.of(MessagesError.invalid(
                        name + (body.has(name) ? ": Input should be a valid value" : ": Field required")));
    }

    private Optional<MessagesError> roles(JsonNode messages) {
        for (int at = 0; at < messages.size(); at++) {
            JsonNode message = messages.get(at);
            String role = message.path("role").asText();
            if (!Set.of("user", "assistant").contains(role) && !(system && role.equals("system"))) {
                return Optional.of(MessagesError.invalid("messages." + at + ".role: 'user' or 'assistant' expected"));
            }
            JsonNode content = message.path("content");
            if (!content.isTextual() && content.isEmpty()) {
                return Optional.of(MessagesError.invalid("messages." + at + ": must have non-empty content"));
            }
        }
        return Optional.empty();
    }

    private static Optional<MessagesError> temperature(JsonNode value) {
        return value.asDouble() > 1 ? Optional.of(MessagesError.invalid("temperature: range: 0..1")) : Optional.empty();
    }

    private static Optional<MessagesError> thinking(JsonNode thinking, int most) {
        int budget = thinking.path("budget_tokens").asInt();
        boolean good = !thinking.path("type").asText().equals("enabled") || budget >= LEAST_BUDGET && budget < most;
        return good
                ? Optional.empty()
                : Optional.of(MessagesError.invalid(
                        "thinking.enabled.budget_tokens: at least 1024 and less than max_tokens expected"));
    }
}
