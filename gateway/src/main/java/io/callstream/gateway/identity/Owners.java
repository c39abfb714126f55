package io.callstream.gateway.identity;

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
        if (identities.unreadable(EntityKind.TEAM, key.text("team_id"))) {
            return EntityKind.TEAM.word();
        }
        if (identities.unreadable(EntityKind.ORGANIZATION, organizationOf(key, team))) {
            return EntityKind.ORGANIZATION.word();
        }
        if (identities.unreadable(EntityKind.USER, key.text("user_id"))) {
            return EntityKind.USER.word();
        }
        Stream<Fields> all = Stream.concat(
                Stream.of(key),
                Stream.of(owners.team(), owners.user(), owners.organization())
                        .flatMap(Optional::stream)
                        .map(Entity::fields));
        return all.anyMatch(each -> identities.unreadable(EntityKind.BUDGET, each.text("budget_id")))
                ? EntityKind.BUDGET.word()
                : null;
    }

    /** The organization that calls of a key count for; null for none. */
    public static @Nullable String organizationOf(Fields key, Fields team) {
        String own = key.text("organization_id");
        return own == null ? team.text("organization_id") : own;
    }
}
