package io.callstream.gateway.admin.manage;

import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.identity.Grant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who manages a part only: administrators of an organization ({@code org_admin}) and of a team ({@code admin}), by the keys that were
 * made for them at run time.
 */
final class Delegates {
    private static final String USER = "user_id";
    private static final String ORGANIZATION = "organization_id";
    private static final String OF_ORGANIZATION = "org_admin";
    private static final String OF_TEAM = "admin";

    private final Records records;

    Delegates(Records records) {
        this.records = records;
    }

    /** The user who asks; null for a key of nobody's, of the configuration, or of one who may look only. */
    @Nullable String user(Ask ask) {
        ApiKey own = ask.request().caller().key();
        return Optional.ofNullable(own)
                .flatMap(key -> records.find(EntityKind.KEY, key.hash().hex()))
                .map(key -> key.fields().text(USER))
                .filter(user -> !role(user).endsWith("viewer"))
                .orElse(null);
    }

    private String role(String user) {
        return String.valueOf(fields(EntityKind.USER, user).text("user_role"));
    }

    Fields fields(EntityKind kind, @Nullable String id) {
        return records.find(kind, id).map(Entity::fields).orElse(Fields.NONE);
    }

    @Nullable String keyOfAlias(String alias) {
        return records.identities().keyOfAlias(alias);
    }

    boolean ofOrganization(Ask ask, @Nullable String id) {
        return has(user(ask), fields(EntityKind.ORGANIZATION, id), OF_ORGANIZATION);
    }

    boolean ofTeam(Ask ask, @Nullable String id) {
        return has(user(ask), fields(EntityKind.TEAM, id), OF_TEAM);
    }

    /** Of the organization that a team belongs to. */
    boolean ofItsOrganization(Ask ask, @Nullable String team) {
        return ofOrganization(ask, fields(EntityKind.TEAM, team).text(ORGANIZATION));
    }

    boolean ofTeamOrItsOrganization(Ask ask, @Nullable String team) {
        return ofTeam(ask, team) || ofItsOrganization(ask, team);
    }

    private static boolean has(@Nullable String user, Fields group, String role) {
        return user != null
                && group.objects(Members.FIELD).stream()
                        .anyMatch(member -> user.equals(member.text(USER)) && role.equals(member.text("role")));
    }

    /** Whether there are any, and the caller manages each of them. */
    static boolean each(List<String> ids, Predicate<String> managed) {
        return !ids.isEmpty() && ids.stream().allMatch(managed);
    }

    /** Whether the caller manages any part. */
    boolean any(Ask ask) {
        DelegatedPart part = part(user(ask));
        return !part.organizations().isEmpty() || !part.teams().isEmpty();
    }

    /** Whether a user manages anything that the caller does not. */
    boolean managesMore(Ask ask, @Nullable String user) {
        String caller = user(ask);
        return user != null
                && !user.equals(caller)
                && (role(user).startsWith("proxy_admin") || !part(caller).covers(part(user)));
    }

    /** What the caller sees of all entities; to be made once for each request. A key that does not reach the path sees nothing. */
    Predicate<Entity> seenBy(Ask ask) {
        if (!ask.grant().reaches(ask.request().path(), false)) {
            return any -> false;
        }
        return ask.grant().role() == Grant.Role.CALLER ? part(user(ask))::holds : any -> true;
    }

    private DelegatedPart part(@Nullable String user) {
        List<Entity> organizations =
                records.identities().all(EntityKind.ORGANIZATION, each -> has(user, each.fields(), OF_ORGANIZATION));
        List<Entity> teams = records.identities()
                .all(EntityKind.TEAM, each -> has(user, each.fields(), OF_TEAM) || of(organizations, each));
        return DelegatedPart.of(organizations, teams);
    }

    private static boolean of(List<Entity> organizations, Entity team) {
        return organizations.stream()
                .anyMatch(each -> each.id().equals(team.fields().text(ORGANIZATION)));
    }
}
