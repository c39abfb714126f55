package io.callstream.gateway.identity;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.LimitSubject.Kind;
import io.callstream.gateway.limit.RateLimits;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Works out what a key may do: by itself and by whose it is. For any thread. */
public record Grants(Identities identities, AccessGroups groups, TeamModels teams) {
    public Grant of(Entity key, Owners owners) {
        Instant expires = key.fields().time("expires");
        return new Grant(
                models(key, owners),
                new RouteAccess(key.fields().texts("allowed_routes")),
                aliases(key, owners),
                tags(key, owners),
                demands(key, owners),
                GrantRules.of(rules(key, owners)).under(own(owners)),
                role(owners.user()),
                expires == null ? Long.MAX_VALUE : expires.toEpochMilli());
    }

    /** The team's own models. */
    private Map<String, String> own(Owners owners) {
        return owners.team().map(its -> teams.of(its.id())).orElse(Map.of());
    }

    private Map<String, String> aliases(Entity key, Owners owners) {
        Map<String, String> aliases = new HashMap<>();
        owners.team().ifPresent(its -> put(aliases, its.fields().object("model_aliases")));
        put(aliases, key.fields().object("aliases"));
        Map<String, String> own = own(owners);
        aliases.replaceAll((name, model) -> own.getOrDefault(model, model));
        own.forEach(aliases::putIfAbsent);
        return aliases;
    }

    /** LiteLLM keeps tags in the metadata; people give them either way. */
    private static List<String> tags(Entity key, Owners owners) {
        return Stream.concat(Stream.of(key), owners.team().stream())
                .map(Entity::fields)
                .flatMap(
                        its -> Stream.concat(its.texts("tags").stream(), its.object("metadata").texts("tags").stream()))
                .filter(tag -> !tag.isBlank())
                .distinct()
                .toList();
    }

    /** Fields that calls have to have, where a key or its team says so; LiteLLM keeps them in the metadata. */
    private static List<String> demands(Entity key, Owners owners) {
        return Stream.concat(Stream.of(key), owners.team().stream())
                .map(Entity::fields)
                .flatMap(its -> Stream.concat(
                        its.texts("enforced_params").stream(),
                        its.object("metadata").texts("enforced_params").stream()))
                .distinct()
                .toList();
    }

    private static void put(Map<String, String> aliases, Fields stated) {
        stated.values().forEach((name, model) -> aliases.put(name, model.toString()));
    }

    /** A user's models hold for the user's own keys; a team's key goes by the team. */
    private List<ModelAccess> models(Entity key, Owners owners) {
        List<ModelAccess> models = new ArrayList<>();
        Map<String, String> own = own(owners);
        add(models, access("key", GatewayError.KEY_MODEL_DENIED, key).inside(own));
        boolean ofTeam = key.fields().text("team_id") != null;
        owners.team().ifPresent(its -> {
            ModelAccess access = access("team", GatewayError.TEAM_MODEL_DENIED, its);
            add(models, access.inside(own).giving(givenBy(its, key)));
        });
        if (!ofTeam) {
            owners.user().ifPresent(its -> add(models, access("user", GatewayError.USER_MODEL_DENIED, its)));
        }
        owners.organization().ifPresent(its -> {
            ModelAccess access = access("org", GatewayError.ORGANIZATION_MODEL_DENIED, its);
            add(models, ofTeam ? access.inside(own).giving(own.keySet()) : access);
        });
        return models;
    }

    /** Who administers a team makes its keys, but does not say what the team may call: that does whoever changes the team. */
    private Set<String> givenBy(Entity team, Entity key) {
        Set<String> names =
                new HashSet<>(team.fields().object("model_aliases").values().keySet());
        names.addAll(teams.of(team.id()).keySet());
        names.removeAll(key.fields().object("aliases").values().keySet());
        return names;
    }

    private ModelAccess access(String whose, GatewayError denied, Entity entity) {
        return ModelAccess.of(whose, denied, groups.expand(entity.fields().texts("models")));
    }

    private static void add(List<ModelAccess> models, ModelAccess access) {
        if (!access.all()) {
            models.add(access);
        }
    }

    private List<LimitRule> rules(Entity key, Owners owners) {
        List<LimitRule> rules = new ArrayList<>(limits(key).rules(LimitSubject.key(key.id()), Kind.KEY_AND_MODEL));
        owners.team().ifPresent(its -> add(rules, its, Kind.TEAM, Kind.TEAM_AND_MODEL));
        owners.user().ifPresent(its -> add(rules, its, Kind.USER, Kind.USER_AND_MODEL));
        owners.organization().ifPresent(its -> add(rules, its, Kind.ORGANIZATION, Kind.ORGANIZATION_AND_MODEL));
        Optional.ofNullable(key.fields().text("user_id")).ifPresent(user -> {
            owners.team()
                    .flatMap(its -> member(its, user, Kind.TEAM_MEMBER, "max_budget_in_team"))
                    .ifPresent(rules::add);
            owners.organization()
                    .flatMap(its -> member(its, user, Kind.ORGANIZATION_MEMBER, "max_budget_in_organization"))
                    .ifPresent(rules::add);
        });
        return rules;
    }

    private void add(List<LimitRule> rules, Entity entity, Kind kind, Kind withModel) {
        rules.addAll(limits(entity).rules(new LimitSubject(kind, entity.id()), withModel));
    }

    private EntityLimits limits(Entity entity) {
        return new EntityLimits(entity.fields(), identities.budgetOf(entity));
    }

    private static Optional<LimitRule> member(Entity group, String user, Kind kind, String field) {
        return group.fields().objects("members_with_roles").stream()
                .filter(member -> user.equals(member.text("user_id")))
                .findFirst()
                .map(member -> new LimitRule(
                        LimitSubject.of(kind, group.id(), user),
                        new RateLimits(
                                rate(member, "rpm_limit", group, "team_member_rpm_limit"),
                                rate(member, "tpm_limit", group, "team_member_tpm_limit"),
                                null),
                        budget(member, field, group)))
                .filter(rule -> !rule.none());
    }

    private static @Nullable Long rate(Fields member, String name, Entity group, String ofAll) {
        Long own = member.whole(name);
        return own == null ? group.fields().whole(ofAll) : own;
    }

    /** A member who has no budget has the one that the team gives all of them. */
    private static Budget budget(Fields member, String field, Entity group) {
        boolean own = member.amount(field) != null;
        BigDecimal most = own ? member.amount(field) : group.fields().amount("team_member_budget");
        String period = own ? member.text("budget_duration") : group.fields().text("team_member_budget_duration");
        BigDecimal spent = member.amount("spend");
        Instant since = member.time("spend_at");
        return most == null
                ? Budget.NONE
                : new Budget(
                        Budget.nanoUsd(most),
                        null,
                        period == null ? null : FieldType.period(period),
                        since == null ? group.fields().time("created_at") : since,
                        spent == null ? 0 : Budget.nanoUsd(spent));
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
