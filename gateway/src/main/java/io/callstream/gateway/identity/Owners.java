package io.callstream.gateway.identity;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose a key is: its team, its user, and the organization that it names, else that its team belongs to. */
public record Owners(Optional<Entity> team, Optional<Entity> user, Optional<Entity> organization) {
    /** Of a key whose fields these are. */
    public static Owners of(Fields key, Identities identities) {
        Optional<Entity> team = identities.find(EntityKind.TEAM, key.text("team_id"));
        String named = organizationOf(key, team.map(Entity::fields).orElse(Fields.NONE));
        return new Owners(
                team,
                identities.find(EntityKind.USER, key.text("user_id")),
                identities.find(EntityKind.ORGANIZATION, named));
    }

    /** Which of those that a key and its owners name cannot be read, as a word; null for none. Their limits would else not hold. */
    public static @Nullable String unreadable(Fields key, Identities identities) {
        Owners owners = of(key, identities);
        Fields team = owners.team().map(Entity::fields).orElse(Fields.NONE);
        Map<EntityKind, @Nullable String> named = new EnumMap<>(EntityKind.class);
        named.put(EntityKind.TEAM, key.text("team_id"));
        named.put(EntityKind.ORGANIZATION, organizationOf(key, team));
        named.put(EntityKind.USER, key.text("user_id"));
        return named.entrySet().stream()
                .filter(each -> identities.unreadable(each.getKey(), each.getValue()))
                .findFirst()
                .map(each -> each.getKey().word())
                .orElse(owners.unreadableBudget(key, identities) ? EntityKind.BUDGET.word() : null);
    }

    private boolean unreadableBudget(Fields key, Identities identities) {
        Stream<Fields> all =
                Stream.of(team, user, organization).flatMap(Optional::stream).map(Entity::fields);
        return Stream.concat(Stream.of(key), all)
                .anyMatch(each -> identities.unreadable(EntityKind.BUDGET, each.text("budget_id")));
    }

    /** The organization that calls of a key count for; null for none. */
    public static @Nullable String organizationOf(Fields key, Fields team) {
        String own = key.text("organization_id");
        return own == null ? team.text("organization_id") : own;
    }
}
