package io.callstream.gateway.identity;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.LimitSubject.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Works out what a key may do: by itself, by its team, and by its user. For any thread. */
public record Grants(Identities identities, AccessGroups groups) {
    public Grant of(Entity key, Optional<Entity> team, Optional<Entity> user) {
        Map<String, String> aliases = new HashMap<>();
        team.ifPresent(its -> put(aliases, its.fields().object("model_aliases")));
        put(aliases, key.fields().object("aliases"));
        Instant expires = key.fields().time("expires");
        return new Grant(
                models(key, team, user),
                new RouteAccess(key.fields().texts("allowed_routes")),
                aliases,
                GrantRules.of(rules(key, team, user)),
                role(user),
                expires == null ? Long.MAX_VALUE : expires.toEpochMilli());
    }

    private static void put(Map<String, String> aliases, Fields stated) {
        stated.values().forEach((name, model) -> aliases.put(name, model.toString()));
    }

    /** A user's models hold for the user's own keys; a team's key goes by the team. */
    private List<ModelAccess> models(Entity key, Optional<Entity> team, Optional<Entity> user) {
        List<ModelAccess> models = new ArrayList<>();
        add(models, "key", GatewayError.KEY_MODEL_DENIED, key);
        team.ifPresent(its -> add(models, "team", GatewayError.TEAM_MODEL_DENIED, its));
        if (key.fields().text("team_id") == null) {
            user.ifPresent(its -> add(models, "user", GatewayError.USER_MODEL_DENIED, its));
        }
        return models;
    }

    private void add(List<ModelAccess> models, String whose, GatewayError denied, Entity entity) {
        ModelAccess access =
                ModelAccess.of(whose, denied, groups.expand(entity.fields().texts("models")));
        if (!access.all()) {
            models.add(access);
        }
    }

    private List<LimitRule> rules(Entity key, Optional<Entity> team, Optional<Entity> user) {
        List<LimitRule> rules = new ArrayList<>(limits(key).rules(LimitSubject.key(key.id()), Kind.KEY_AND_MODEL));
        team.ifPresent(its ->
                rules.addAll(limits(its).rules(new LimitSubject(Kind.TEAM, its.id()), Kind.TEAM_AND_MODEL)));
        user.ifPresent(its ->
                rules.addAll(limits(its).rules(new LimitSubject(Kind.USER, its.id()), Kind.USER_AND_MODEL)));
        if (team.isPresent() && user.isPresent()) {
            memberBudget(team.get(), user.get().id()).ifPresent(rules::add);
        }
        return rules;
    }

    private EntityLimits limits(Entity entity) {
        return new EntityLimits(entity.fields(), identities.budgetOf(entity));
    }

    private static Optional<LimitRule> memberBudget(Entity team, String user) {
        return team.fields().objects("members_with_roles").stream()
                .filter(member -> user.equals(member.text("user_id")))
                .findFirst()
                .map(member -> member.amount("max_budget_in_team"))
                .map(most -> memberRule(team, user, most));
    }

    private static LimitRule memberRule(Entity team, String user, BigDecimal most) {
        Instant since = team.fields().time("created_at");
        Budget budget = new Budget(Budget.nanoUsd(most), null, null, since, 0);
        return LimitRule.of(LimitSubject.of(Kind.TEAM_MEMBER, team.id(), user), budget);
    }

    private static Grant.Role role(Optional<Entity> user) {
        String role = user.map(its -> its.fields().text("user_role")).orElse("");
        return switch (role == null ? "" : role) {
            case "proxy_admin" -> Grant.Role.ADMIN;
            case "proxy_admin_viewer" -> Grant.Role.VIEWER;
            default -> Grant.Role.CALLER;
        };
    }
}
