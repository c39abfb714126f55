package io.callstream.gateway.admin.manage;

import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.identity.Fields;
import java.math.BigDecimal;
import java.util.List;

/** What a team may state that belongs to an organization: no more than that has itself. Calls are held to both, whatever is stated. */
final class OrganizationBounds {
    private static final List<String> LIMITS = List.of("max_budget", "tpm_limit", "rpm_limit");

    private OrganizationBounds() {}

    /** @throws ManagementException naming the field that says too much */
    static void check(Fields organization, Fields team) {
        checkLimits(organization, team);
        checkModels(organization.texts("models"), team.texts("models"));
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
        boolean open = models.isEmpty()
                || models.stream().anyMatch(model -> model.contains("*") || model.equals("all-proxy-models"));
        ofTeam.stream()
                .filter(model -> !open && !models.contains(model) && !model.startsWith("all-"))
                .findFirst()
                .ifPresent(model -> {
                    throw ManagementException.bad(
                            "Cannot give access to model=" + ShownText.of(model)
                                    + ". The organization can only access models=" + models,
                            "models");
                });
    }
}
