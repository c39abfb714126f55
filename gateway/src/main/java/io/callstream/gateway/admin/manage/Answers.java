package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.limit.BudgetPeriod;
import io.callstream.gateway.server.Page;
import io.callstream.json.PlainValues;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Entities as LiteLLM answers them: with every field that it has, null where nothing was said. */
final class Answers {
    private static final List<String> LIMITS = List.of(
            "max_budget",
            "soft_budget",
            "budget_duration",
            "tpm_limit",
            "rpm_limit",
            "max_parallel_requests",
            "budget_id");
    private static final Set<EntityKind> WITH_MODELS =
            EnumSet.of(EntityKind.KEY, EntityKind.TEAM, EntityKind.USER, EntityKind.ORGANIZATION);
    private static final List<String> STAMPS = List.of("created_at", "created_by", "updated_at", "updated_by");

    private final Records records;
    private final Spending spending;

    Answers(Records records, Spending spending) {
        this.records = records;
        this.spending = spending;
    }

    static Page json(@Nullable Object value) {
        return Page.json(200, PlainValues.write(value));
    }

    Map<String, Object> row(Entity entity) {
        Map<String, Object> row = new LinkedHashMap<>();
        names(entity.kind()).forEach(name -> row.put(name, null));
        LIMITS.forEach(name -> row.put(name, null));
        empty(entity.kind()).forEach(row::put);
        STAMPS.forEach(name -> row.put(name, null));
        row.putAll(entity.fields().values());
        row.remove("spend_at");
        if (entity.kind() != EntityKind.BUDGET) {
            row.put("spend", spending.of(entity));
            row.put("blocked", entity.fields().flag("blocked"));
            row.put("litellm_budget_table", budget(entity));
        }
        row.put(id(entity.kind()), entity.id());
        row.put("budget_reset_at", resetAt(entity.fields(), records.now()));
        return row;
    }

    /** The limits of a row alone. */
    static Map<String, Object> limits(Map<String, Object> row) {
        Map<String, Object> limits = new LinkedHashMap<>();
        LIMITS.forEach(name -> limits.put(name, row.get(name)));
        limits.put("model_max_budget", row.get("model_max_budget"));
        limits.put("budget_reset_at", row.get("budget_reset_at"));
        return limits;
    }

    private @Nullable Object budget(Entity entity) {
        return records.find(EntityKind.BUDGET, entity.fields().text("budget_id"))
                .map(this::row)
                .orElse(null);
    }

    /** When a budget begins anew; null when it never does. */
    static @Nullable String resetAt(Fields fields, Instant now) {
        String period = fields.text("budget_duration");
        return period == null ? null : BudgetPeriod.parse(period).end(now).toString();
    }

    /** The field that an entity's id stands in. */
    static String id(EntityKind kind) {
        return switch (kind) {
            case KEY -> "token";
            case TEAM -> "team_id";
            case USER, CUSTOMER -> "user_id";
            case ORGANIZATION -> "organization_id";
            case TAG -> "name";
            case BUDGET -> "budget_id";
        };
    }

    private static List<String> names(EntityKind kind) {
        return switch (kind) {
            case KEY -> List.of("key_name", "key_alias", "user_id", "team_id", "expires", "organization_id");
            case TEAM -> List.of("team_alias", "organization_id");
            case USER -> List.of("user_email", "user_alias", "user_role");
            case CUSTOMER -> List.of("alias", "allowed_model_region", "default_model");
            case ORGANIZATION -> List.of("organization_alias");
            case TAG -> List.of("description");
            case BUDGET -> List.of();
        };
    }

    private static Map<String, Object> empty(EntityKind kind) {
        Map<String, Object> empty = new LinkedHashMap<>();
        if (WITH_MODELS.contains(kind)) {
            empty.put("models", List.of());
            empty.put("metadata", Map.of());
        }
        if (kind == EntityKind.KEY) {
            empty.put("aliases", Map.of());
            empty.put("config", Map.of());
            empty.put("permissions", Map.of());
            empty.put("allowed_routes", List.of());
        }
        if (kind == EntityKind.TEAM) {
            empty.put("admins", List.of());
            empty.put("members", List.of());
            empty.put("members_with_roles", List.of());
        }
        if (kind == EntityKind.USER) {
            empty.put("teams", List.of());
        }
        if (kind == EntityKind.TAG) {
            empty.put("models", List.of());
            empty.put("model_info", Map.of());
        }
        if (kind == EntityKind.KEY || kind == EntityKind.BUDGET) {
            empty.put("model_max_budget", Map.of());
        }
        return empty;
    }
}
