package io.callstream.gateway.identity;

import java.util.Optional;
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

    /** The organization that calls of a key count for; null for none. */
    public static @Nullable String organizationOf(Fields key, Fields team) {
        String own = key.text("organization_id");
        return own == null ? team.text("organization_id") : own;
    }
}
