package io.callstream.gateway.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the fields hold that the gateway goes by. Others are kept as they come. */
public final class FieldRules {
    private static final int LONGEST_TEXT = 1_024;
    private static final String METADATA = "metadata";
    /** What LiteLLM keeps there, and the gateway goes by. */
    private static final List<String> LIMITS_IN_METADATA = List.of(
            "model_rpm_limit", "model_tpm_limit", "model_max_budget", "temp_budget_increase", "temp_budget_expiry");

    private static final Map<String, FieldType> TYPES = types();

    private FieldRules() {}

    private static Map<String, FieldType> types() {
        Map<String, FieldType> types = new LinkedHashMap<>();
        put(types, FieldType.TEXT, "key_alias", "key_name", "user_id", "team_id", "team_alias", "user_alias", "alias");
        put(
                types,
                FieldType.TEXT,
                "user_email",
                "user_role",
                "budget_id",
                "organization_id",
                "organization_alias",
                "description",
                "created_by",
                "updated_by");
        put(
                types,
                FieldType.TEXTS,
                "models",
                "tags",
                "allowed_routes",
                "routes",
                "selectable_routes",
                "teams",
                "organizations",
                "admins");
        put(types, FieldType.TEXTS, "disabled_callbacks", "members");
        put(types, FieldType.WHOLE, "tpm_limit", "rpm_limit", "max_parallel_requests");
        put(
                types,
                FieldType.AMOUNT,
                "max_budget",
                "soft_budget",
                "spend",
                "max_budget_in_team",
                "max_budget_in_organization");
        put(types, FieldType.FLAG, "blocked");
        put(types, FieldType.OBJECT, "metadata", "permissions", "config");
        put(types, FieldType.MEMBERS, "members_with_roles");
        put(types, FieldType.TEXT_BY_NAME, "aliases", "model_aliases");
        put(types, FieldType.WHOLE_BY_NAME, "model_rpm_limit", "model_tpm_limit");
        put(types, FieldType.BUDGET_BY_NAME, "model_max_budget");
        put(types, FieldType.BUDGETS, "budget_limits");
        put(types, FieldType.AMOUNT, "team_member_budget", "temp_budget_increase");
        put(types, FieldType.WHOLE, "team_member_rpm_limit", "team_member_tpm_limit");
        put(types, FieldType.TEXTS, "enforced_params");
        put(types, FieldType.PERIOD, "budget_duration", "team_member_budget_duration");
        put(types, FieldType.TIME, "expires", "created_at", "updated_at", "spend_at", "temp_budget_expiry");
        return types;
    }

    private static void put(Map<String, FieldType> types, FieldType type, String... names) {
        for (String name : names) {
            types.put(name, type);
        }
    }

    /** What is wrong with them, each as one line that names the field; empty when all is well. */
    public static List<String> problems(Map<String, ?> fields) {
        List<String> problems = new ArrayList<>();
        fields.forEach((name, value) -> check(name, TYPES.get(name), value, problems));
        if (fields.get(METADATA) instanceof Map<?, ?> metadata) {
            LIMITS_IN_METADATA.forEach(
                    name -> check(METADATA + "." + name, TYPES.get(name), metadata.get(name), problems));
        }
        return problems;
    }

    private static void check(String name, @Nullable FieldType type, @Nullable Object value, List<String> problems) {
        if (type != null && value != null && !type.takes(value)) {
            problems.add(name + " is not what it must be (expected " + type.expected() + ")");
        } else if (type == FieldType.TEXT && value instanceof String text && text.length() > LONGEST_TEXT) {
            problems.add(name + " is too long (expected at most " + LONGEST_TEXT + " characters)");
        }
    }
}
