package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.identity.Identities;
import io.callstream.gateway.identity.Owners;
import org.jspecify.annotations.Nullable;

/** What organizations have spent. The ledger knows keys and teams: what they spent is that of the organization to which they belong now. */
record OrganizationSpending(Identities identities, SpendBook book) {
    /** In 10^-9 US dollars, on that day and later. */
    long spent(String organization, String fromDay) {
        long ofTeams =
                identities
                        .all(
                                EntityKind.TEAM,
                                team -> organization.equals(team.fields().text("organization_id")))
                        .stream()
                        .mapToLong(team -> book.spent(SpendBook.Of.TEAM, team.id(), fromDay))
                        .sum();
        long ofKeys = identities.all(EntityKind.KEY, key -> countsByItself(key, organization)).stream()
                .mapToLong(key -> book.spent(SpendBook.Of.KEY, key.id(), fromDay))
                .sum();
        return ofTeams + ofKeys;
    }

    /** A key of one of its teams counts with the team. */
    private boolean countsByItself(Entity key, String organization) {
        return organization.equals(key.fields().text("organization_id"))
                && !organization.equals(team(key.fields().text("team_id")).text("organization_id"));
    }

    /** Whose a row of the ledger is; null for nobody's. */
    @Nullable String of(SpendBook.Row row) {
        Fields key = identities
                .find(EntityKind.KEY, row.owners().get(SpendBook.Of.KEY))
                .map(Entity::fields)
                .orElse(Fields.NONE);
        return Owners.organizationOf(key, team(row.owners().get(SpendBook.Of.TEAM)));
    }

    private Fields team(@Nullable String id) {
        return identities.find(EntityKind.TEAM, id).map(Entity::fields).orElse(Fields.NONE);
    }
}
