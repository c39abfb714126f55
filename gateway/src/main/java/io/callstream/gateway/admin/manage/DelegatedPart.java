package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Entity;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody manages.
 *
 * @param teams also those of the organizations
 * @param members users of the organizations
 */
record DelegatedPart(Set<String> organizations, Set<String> teams, Set<String> members) {
    DelegatedPart {
        organizations = Set.copyOf(organizations);
        teams = Set.copyOf(teams);
        members = Set.copyOf(members);
    }

    static DelegatedPart of(List<Entity> organizations, List<Entity> teams) {
        return new DelegatedPart(
                organizations.stream().map(Entity::id).collect(Collectors.toSet()),
                teams.stream().map(Entity::id).collect(Collectors.toSet()),
                organizations.stream()
                        .flatMap(each -> each.fields().objects(Members.FIELD).stream())
                        .map(member -> member.text("user_id"))
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }

    boolean covers(DelegatedPart other) {
        return organizations.containsAll(other.organizations) && teams.containsAll(other.teams);
    }

    /** Whether an entity belongs to it. */
    boolean holds(Entity entity) {
        return switch (entity.kind()) {
            case ORGANIZATION -> organizations.contains(entity.id());
            case TEAM -> teams.contains(entity.id());
            case KEY -> named(teams, entity, "team_id") || named(organizations, entity, "organization_id");
            case USER -> members.contains(entity.id());
            default -> false;
        };
    }

    private static boolean named(Set<String> ids, Entity entity, String field) {
        String id = entity.fields().text(field);
        return id != null && ids.contains(id);
    }
}
