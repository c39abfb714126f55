package io.callstream.gateway.admin.proxy;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.Models;
import io.callstream.gateway.identity.Grant;
import io.callstream.gateway.identity.TeamModels;
import io.callstream.gateway.server.Page;
import io.callstream.gateway.server.PageRequest;
import io.callstream.json.PlainValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * {@code GET /health}: the deployments, and whether they are left alone after failures. It goes by what calls have met: asking costs nothing
 * and calls nobody, unlike in LiteLLM, whose page asks every model something.
 */
final class EndpointHealth {
    private static final double NANOS = 1e9;

    private final List<Deployment> deployments;
    private final TeamModels teams;
    private final ToLongFunction<String> alone;

    /** @param alone for how many nanoseconds more a deployment is left alone, by its id */
    EndpointHealth(Models models, ToLongFunction<String> alone) {
        this.deployments = models.serving();
        this.teams = TeamModels.of(models);
        this.alone = alone;
    }

    /** Of all, of those of a model group ({@code model}), or of one ({@code model_id}); 503 when none of what was named is healthy. */
    Page page(PageRequest request) {
        String model = request.query().get("model");
        String id = request.query().get("model_id");
        Grant grant = request.caller().grant();
        List<Object> healthy = new ArrayList<>();
        List<Object> unhealthy = new ArrayList<>();
        Set<String> shown = new LinkedHashSet<>();
        deployments.stream()
                .filter(each -> model == null || model.equals(teams.shown(each.modelGroup())))
                .filter(each -> id == null || id.equals(each.id()))
                .filter(each -> teams.shows(each.modelGroup(), grant) && shown.add(each.id()))
                .forEach(each -> {
                    long left = alone.applyAsLong(each.id());
                    (left > 0 ? unhealthy : healthy).add(row(each, left, grant));
                });
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("healthy_endpoints", healthy);
        answer.put("unhealthy_endpoints", unhealthy);
        answer.put("healthy_count", healthy.size());
        answer.put("unhealthy_count", unhealthy.size());
        int status = (model != null || id != null) && healthy.isEmpty() ? 503 : 200;
        return Page.json(status, PlainValues.write(answer));
    }

    /** Addresses are for those who manage, as in LiteLLM. */
    private static Map<String, Object> row(Deployment deployment, long left, Grant grant) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("model", deployment.provider() + "/" + deployment.model());
        row.put("model_id", deployment.id());
        if (grant.role() != Grant.Role.CALLER) {
            row.put("api_base", deployment.shownBase());
        }
        if (left > 0) {
            row.put("error", "Left alone for another " + Math.ceil(left / NANOS) + " seconds after failures.");
        }
        return row;
    }
}
