package io.callstream.cli.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What rows of LiteLLM's tables say by the id of another row, and what they say that the gateway does not go by. For one thread. */
final class LitellmRows {
    private static final String MODELS = "models";
    private static final List<String> NOT_APPLIED = List.of(
            "tpd_limit",
            "budget_fallbacks",
            "object_permission_id",
            "project_id",
            "allowed_models",
            "auto_rotate",
            "router_settings",
            "allowed_model_region",
            "default_model");

    private final Map<String, JsonNode> modelsOfGroups = new HashMap<>();
    private final Map<String, Long> notApplied = new TreeMap<>();

    /** Of a group of LiteLLM's own, which grants models to keys and teams. */
    void group(ObjectNode row) {
        modelsOfGroups.put(row.path("access_group_id").asText(), row.path("access_model_names"));
    }

    /** The models that are granted beside those that are named; none named is all. */
    void grant(ObjectNode row) {
        if (!(row.path(MODELS) instanceof ArrayNode models) || models.isEmpty()) {
            return;
        }
        Set<String> all = new LinkedHashSet<>();
        models.forEach(each -> all.add(each.asText()));
        row.path("access_group_ids")
                .forEach(group ->
                        modelsOfGroups.getOrDefault(group.asText(), models).forEach(each -> all.add(each.asText())));
        ArrayNode granted = row.putArray(MODELS);
        all.forEach(granted::add);
    }

    /** Counts what is kept without effect. */
    void count(String kind, ObjectNode row) {
        for (String name : NOT_APPLIED) {
            if (says(row.path(name))) {
                notApplied.merge(name + " of a " + kind, 1L, Long::sum);
            }
        }
        if (kind.equals("customer") && says(row.path(MODELS))) {
            notApplied.merge("models of a customer", 1L, Long::sum);
        }
    }

    private static boolean says(JsonNode value) {
        return value.isContainerNode()
                ? !value.isEmpty()
                : !value.isMissingNode() && !value.isNull() && !(value.isBoolean() && !value.asBoolean());
    }

    Map<String, Long> notApplied() {
        return notApplied;
    }
}
