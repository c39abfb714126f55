package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.identity.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether one who manages a part may make a change: as LiteLLM has it, administrators of an organization change its teams and members,
 * those of a team its members and keys. Nothing may be moved to where they manage nothing, and no key of somebody who manages more be had.
 */
final class DelegatedChanges {
    private static final String TEAM = "team_id";
    private static final String USER = "user_id";
    private static final String KEY = "key";
    private static final String ORGANIZATION = "organization_id";
    private static final Set<String> ROLES_TO_GIVE = Set.of("internal_user", "internal_user_viewer");

    private final Delegates delegates;

    DelegatedChanges(Delegates delegates) {
        this.delegates = delegates;
    }

    boolean newTeam(Ask ask) {
        return delegates.ofOrganization(ask, posted(ask, ORGANIZATION));
    }

    /** What is written comes from the body alone: a query that says something else must not open anything. */
    private static @Nullable String posted(Ask ask, String name) {
        return ask.posted().get(name) instanceof String text ? text : null;
    }

    boolean team(Ask ask) {
        return delegates.ofItsOrganization(ask, ask.text(TEAM)) && staysInOrganization(ask);
    }

    private boolean staysInOrganization(Ask ask) {
        return !ask.posted().containsKey(ORGANIZATION) || delegates.ofOrganization(ask, posted(ask, ORGANIZATION));
    }

    boolean teams(Ask ask) {
        return Delegates.each(ask.body().texts("team_ids"), id -> delegates.ofItsOrganization(ask, id));
    }

    boolean membersOfTeam(Ask ask) {
        return delegates.ofTeamOrItsOrganization(ask, ask.text(TEAM));
    }

    boolean membersOfOrganization(Ask ask) {
        return delegates.ofOrganization(ask, ask.text(ORGANIZATION));
    }

    /** Of the caller's organizations, teams and no administrator; nor one whom another group has as its own already. */
    boolean newUser(Ask ask) {
        String role = ask.text("user_role");
        List<String> teams = new ArrayList<>(ask.body().texts("teams"));
        ask.body().objects("teams").forEach(team -> teams.add(String.valueOf(team.text(TEAM))));
        return (role == null || ROLES_TO_GIVE.contains(role))
                && !delegates.managesMore(ask, posted(ask, USER))
                && Delegates.each(ask.body().texts("organizations"), id -> delegates.ofOrganization(ask, id))
                && teams.stream().allMatch(id -> delegates.ofTeamOrItsOrganization(ask, id));
    }

    boolean newKey(Ask ask) {
        return delegates.ofTeam(ask, posted(ask, TEAM)) && fits(ask, posted(ask, TEAM), Fields.NONE);
    }

    /** The key that the body or the path names. */
    boolean key(Ask ask) {
        String named = ask.request().variable().isEmpty()
                ? ask.text(KEY)
                : ask.request().variable();
        return key(ask, named == null ? null : KeySecrets.hash(named));
    }

    private boolean key(Ask ask, @Nullable String hash) {
        Fields key = fields(hash);
        Map<String, Object> posted = ask.posted();
        boolean moves = posted.containsKey(TEAM);
        return mayHave(ask, key)
                && (!moves || delegates.ofTeam(ask, posted(ask, TEAM)))
                && fits(ask, moves ? posted(ask, TEAM) : key.text(TEAM), key);
    }

    private boolean mayHave(Ask ask, Fields key) {
        return delegates.ofTeam(ask, key.text(TEAM)) && !delegates.managesMore(ask, key.text(USER));
    }

    boolean keys(Ask ask) {
        List<String> hashes =
                ask.body().texts("keys").stream().map(KeySecrets::hash).toList();
        List<String> named = ask.body().texts("key_aliases").stream()
                .map(alias -> String.valueOf(delegates.keyOfAlias(alias)))
                .toList();
        return Delegates.each(named.isEmpty() ? hashes : named, hash -> mayHave(ask, fields(hash)));
    }

    /** Organizations' administrators may stop a key that they cannot change. */
    boolean block(Ask ask) {
        String named = ask.text(KEY);
        Fields key = named == null ? Fields.NONE : fields(KeySecrets.hash(named));
        return delegates.ofTeamOrItsOrganization(ask, key.text(TEAM)) && !delegates.managesMore(ask, key.text(USER));
    }

    /** The key's user stays, or is the caller; its organization is its team's. */
    private boolean fits(Ask ask, @Nullable String team, Fields before) {
        Map<String, Object> posted = ask.posted();
        Object user = posted.get(USER);
        Object organization = posted.getOrDefault(ORGANIZATION, before.text(ORGANIZATION));
        boolean theirs = !posted.containsKey(USER)
                || Objects.equals(user, before.text(USER))
                || user != null && user.equals(delegates.user(ask));
        return theirs
                && (organization == null
                        || organization.equals(
                                delegates.fields(EntityKind.TEAM, team).text(ORGANIZATION)));
    }

    private Fields fields(@Nullable String hash) {
        return delegates.fields(EntityKind.KEY, hash);
    }
}
