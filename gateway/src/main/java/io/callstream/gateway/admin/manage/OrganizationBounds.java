package io.callstream.gateway.admin.manage;

import io.callstream.gateway.config.NamePattern;
import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.identity.Fields;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** What a team may state that belongs to an organization: no more than that has itself. Calls are held to both, whatever is stated. */
final class OrganizationBounds {
    private static final List<String> LIMITS = List.of("max_budget", "tpm_limit", "rpm_limit");
    /** Names of no model of its own. */
    private static final Set<String> SPECIAL =
            Set.of("all-proxy-models", "all-team-models", "all-org-models", "no-default-models");

    private OrganizationBounds() {}

    /** @throws ManagementException naming the field that says too much, or if a team's organization is not there */
    static void check(Fields team, Records records) {
        String id = team.text("organization_id");
        if (id != null) {
            Fields organization =
                    records.get(EntityKind.ORGANIZATION, id, "organization_id").fields();
            checkLimits(withBudget(organization, records), withBudget(team, records));
            checkModels(organization.texts("models"), team.texts("models"));
        }
    }

    /** Limits that a budget says where nothing else does. */
    private static Fields withBudget(Fields fields, Records records) {
        Fields budget = records.find(EntityKind.BUDGET, fields.text("budget_id"))
                .map(Entity::fields)
                .orElse(Fields.NONE);
        return budget.with(fields.values());
    }

    private static void checkLimits(Fields organization, Fields team) {
        for (String limit : LIMITS) {
            BigDecimal most = organization.amount(limit);
            BigDecimal said = team.amount(limit);
            if (most != null && said != null && said.compareTo(most) > 0) {
                throw ManagementException.bad(
                        "Team " + limit + " (" + said.toPlainString() + ") exceeds organization " + limit + " ("
                                + most.toPlainString() + ")",
                        limit);
            }
        }
    }

    private static void checkModels(List<String> models, List<String> ofTeam) {
        if (models.isEmpty() || models.contains("all-proxy-models")) {
            return;
        }
        List<NamePattern> patterns = models.stream().map(NamePattern::new).toList();
        ofTeam.stream()
                .filter(model -> !SPECIAL.contains(model)
                        && patterns.stream().noneMatch(pattern -> pattern.match(model) != null))
                .findFirst()
                .ifPresent(model -> {
                    throw ManagementException.bad(
                            "Cannot give access to model=" + ShownText.of(model)
                                    + ". The organization can only access models=" + models,
                            "models");
                });
    }
}
