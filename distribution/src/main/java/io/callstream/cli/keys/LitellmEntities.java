package io.callstream.cli.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.gateway.config.KeyHash;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What LiteLLM's tables say, as the gateway takes it. Columns keep their names, and with them those that this version does not know. Left
 * out: passwords, keys that have expired, and the sessions of LiteLLM's console.
 */
final class LitellmEntities {
    private static final String CONSOLE = "litellm-dashboard";
    private static final String SPEND = "spend";
    private static final int HASH_DIGITS = 64;
    private static final String MEMBERS = "members_with_roles";

    private final LitellmDatabase database;
    private final Instant now;
    private final Map<String, JsonNode> budgets = new HashMap<>();
    private final Map<String, JsonNode> teamAliases = new HashMap<>();
    private final Map<String, Map<String, ObjectNode>> memberLimits = new HashMap<>();
    private final Map<String, ArrayNode> organizationMembers = new HashMap<>();
    private final Map<String, ArrayNode> organizationsOfUsers = new HashMap<>();
    private final Map<String, ObjectNode> replaced = new HashMap<>();
    private final LitellmRows rows = new LitellmRows();
    private long left;

    LitellmEntities(LitellmDatabase database, Instant now) {
        this.database = database;
        this.now = now;
    }

    /** Gives every entity, {@code {kind, id, fields}}: what others name comes first. */
    void each(Consumer<ObjectNode> taker) {
        database.each("LiteLLM_BudgetTable", row -> {
            budgets.put(row.path("budget_id").asText(), row);
            taker.accept(counted("budget", "budget_id", row));
        });
        database.eachIfThere(
                "LiteLLM_ModelTable", row -> teamAliases.put(row.path("id").asText(), row.path("aliases")));
        database.eachIfThere("LiteLLM_AccessGroupTable", rows::group);
        database.eachIfThere("LiteLLM_OrganizationMembership", this::memberOfOrganization);
        database.eachIfThere("LiteLLM_OrganizationTable", row -> taker.accept(organization(row)));
        database.eachIfThere("LiteLLM_TagTable", row -> taker.accept(counted("tag", "tag_name", row)));
        database.eachIfThere("LiteLLM_TeamMembership", this::member);
        database.each("LiteLLM_TeamTable", row -> taker.accept(team(row)));
        database.each("LiteLLM_UserTable", row -> {
            row.remove(List.of("password", "team_id"));
            ArrayNode organizations =
                    organizationsOfUsers.get(row.path("user_id").asText());
            if (organizations != null) {
                row.set("organizations", organizations);
            }
            taker.accept(counted("user", "user_id", row));
        });
        database.each("LiteLLM_EndUserTable", row -> taker.accept(counted("customer", "user_id", row)));
        database.eachIfThere("LiteLLM_DeprecatedVerificationToken", this::replaced);
        database.each("LiteLLM_VerificationToken", row -> key(row, taker));
    }

    /** A key that was made anew, and until when the one before it is still taken. */
    private void replaced(ObjectNode row) {
        if (!expired(row.path("revoke_at"))) {
            replaced.put(row.path("active_token_id").asText(), row);
        }
    }

    /** Kept without effect, and in how many rows. */
    Map<String, Long> notApplied() {
        return rows.notApplied();
    }

    /** Keys that were left out. */
    long left() {
        return left;
    }

    private void key(ObjectNode row, Consumer<ObjectNode> taker) {
        if (expired(row.path("expires")) || row.path("team_id").asText().equals(CONSOLE)) {
            left++;
        } else {
            rows.grant(row);
            ObjectNode before = replaced.get(row.path("token").asText());
            if (before != null) {
                taker.accept(entity("key", "token", until(before, row)));
            }
            row.put("token", hashed(row.path("token").asText()));
            taker.accept(counted("key", "token", row));
        }
    }

    /** With the rights of the key that took its place; the alias is that one's, and what was spent. */
    private static ObjectNode until(ObjectNode before, ObjectNode key) {
        ObjectNode old = key.deepCopy();
        old.put("token", before.path("token").asText());
        old.set("expires", before.path("revoke_at"));
        old.remove(List.of("key_alias", "key_name", SPEND));
        return old;
    }

    /** Old versions kept some keys as they are; from here on nobody is to see one. */
    private static String hashed(String token) {
        boolean hash =
                token.length() == HASH_DIGITS && token.chars().allMatch(digit -> Character.digit(digit, 16) >= 0);
        return hash ? token : KeyHash.of(token).hex();
    }

    private boolean expired(JsonNode expires) {
        if (!expires.isTextual()) {
            return false;
        }
        try {
            return !LocalDateTime.parse(expires.asText())
                    .toInstant(ZoneOffset.UTC)
                    .isAfter(now);
        } catch (DateTimeParseException e) {
            return false; // the gateway says then what is wrong with it
        }
    }

    private void member(ObjectNode row) {
        memberLimits
                .computeIfAbsent(row.path("team_id").asText(), none -> new HashMap<>())
                .put(row.path("user_id").asText(), limits("max_budget_in_team", row));
    }

    private void memberOfOrganization(ObjectNode row) {
        ObjectNode member = JsonNodeFactory.instance.objectNode();
        member.set("user_id", row.path("user_id"));
        member.set("role", row.path("user_role"));
        member.setAll(limits("max_budget_in_organization", row));
        organizationsOfUsers
                .computeIfAbsent(row.path("user_id").asText(), none -> JsonNodeFactory.instance.arrayNode())
                .add(row.path("organization_id").asText());
        organizationMembers
                .computeIfAbsent(row.path("organization_id").asText(), none -> JsonNodeFactory.instance.arrayNode())
                .add(member);
    }

    /** A member's limits are those of a budget of its own in LiteLLM. */
    private ObjectNode limits(String name, ObjectNode membership) {
        ObjectNode limits = JsonNodeFactory.instance.objectNode();
        JsonNode budget = budgets.getOrDefault(membership.path("budget_id").asText(), limits);
        if (budget.hasNonNull("max_budget")) {
            limits.set(name, budget.get("max_budget"));
        }
        for (String each : List.of("budget_duration", "tpm_limit", "rpm_limit")) {
            if (budget.hasNonNull(each)) {
                limits.set(each, budget.get(each));
            }
        }
        if (membership.path(SPEND).asDouble() > 0) {
            limits.set(SPEND, membership.get(SPEND));
            limits.put("spend_at", now.toString());
        }
        return limits;
    }

    private ObjectNode organization(ObjectNode row) {
        ArrayNode members = organizationMembers.get(row.path("organization_id").asText());
        if (members != null) {
            row.set(MEMBERS, members);
        }
        return counted("organization", "organization_id", row);
    }

    private ObjectNode team(ObjectNode row) {
        rows.grant(row);
        JsonNode aliases = teamAliases.get(row.path("model_id").asText());
        if (aliases != null && aliases.isObject()) {
            row.set("model_aliases", aliases);
        }
        Map<String, ObjectNode> limits =
                memberLimits.getOrDefault(row.path("team_id").asText(), Map.of());
        if (row.path(MEMBERS) instanceof ArrayNode members) {
            members.forEach(each -> {
                ObjectNode own = limits.get(each.path("user_id").asText());
                if (own != null && each instanceof ObjectNode member) {
                    member.setAll(own);
                }
            });
        } else {
            row.remove(MEMBERS); // LiteLLM's default is an empty object
        }
        return counted("team", "team_id", row);
    }

    private ObjectNode counted(String kind, String id, ObjectNode row) {
        rows.count(kind, row);
        return entity(kind, id, row);
    }

    private static ObjectNode entity(String kind, String id, ObjectNode row) {
        ObjectNode entity = JsonNodeFactory.instance.objectNode();
        entity.put("kind", kind);
        entity.put("id", row.path(id).asText());
        row.remove(id);
        if (row.path(SPEND).isNumber() && row.path(SPEND).asDouble() <= 0) {
            row.remove(SPEND);
        }
        entity.set("fields", row);
        return entity;
    }
}
