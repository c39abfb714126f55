package io.callstream.cli.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.cli.problem.UserError;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a key may do, as options; under the names of LiteLLM's fields in what is sent. */
final class KeyFields {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--alias", paramLabel = "NAME", description = "Name of the key for people; stands in events.")
    private @Nullable String alias;

    @Option(names = "--team", paramLabel = "ID", description = "Team that the key belongs to; it has to be there.")
    private @Nullable String team;

    @Option(names = "--user", paramLabel = "ID", description = "User that the key belongs to.")
    private @Nullable String user;

    @Option(
            names = "--models",
            paramLabel = "MODEL",
            split = ",",
            description = "Models that the key may call, with commas (default: all).")
    private @Nullable List<String> models;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "How long the key is valid, such as 30d; -1 for ever.")
    private @Nullable String duration;

    @Option(names = "--max-budget", paramLabel = "USD", description = "US dollars that its calls may cost.")
    private @Nullable BigDecimal maxBudget;

    @Option(
            names = "--budget-duration",
            paramLabel = "TIME",
            description = "After which spending begins at nothing again, such as 1d or 30d (default: never).")
    private @Nullable String budgetDuration;

    @Option(names = "--rpm", paramLabel = "N", description = "Requests in a minute.")
    private @Nullable Long rpm;

    @Option(names = "--tpm", paramLabel = "N", description = "Tokens in a minute.")
    private @Nullable Long tpm;

    @Option(names = "--parallel", paramLabel = "N", description = "Calls at once.")
    private @Nullable Long parallel;

    @Option(
            names = "--set",
            paramLabel = "FIELD=JSON",
            description = "Any other field of LiteLLM's, such as --set 'metadata={\"a\":1}'; null takes it away.")
    private Map<String, String> others = new LinkedHashMap<>();

    ObjectNode body() {
        ObjectNode body = JSON.createObjectNode();
        put(body, "key_alias", alias);
        put(body, "team_id", team);
        put(body, "user_id", user);
        put(body, "models", models);
        put(body, "duration", duration);
        put(body, "max_budget", maxBudget);
        put(body, "budget_duration", budgetDuration);
        put(body, "rpm_limit", rpm);
        put(body, "tpm_limit", tpm);
        put(body, "max_parallel_requests", parallel);
        others.forEach((name, value) -> body.set(name, value(name, value)));
        return body;
    }

    private static void put(ObjectNode body, String name, @Nullable Object value) {
        if (value != null) {
            body.set(name, JSON.valueToTree(value));
        }
    }

    private static JsonNode value(String name, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UserError("--set " + name + ": its value is no JSON (a text has quotes: '\"text\"')", e);
        }
    }
}
