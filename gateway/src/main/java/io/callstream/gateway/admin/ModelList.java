package io.callstream.gateway.admin;

import io.callstream.gateway.config.Models;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.JsonText;
import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.route.AttemptPlan;
import io.callstream.gateway.route.Routes;
import io.callstream.gateway.server.Page;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code GET /v1/models}: the model groups, in OpenAI's list shape, and {@code GET /v1/models/NAME}: one of them. A
 * group with a star is listed as it is written; each name it takes can be asked for by itself.
 */
public final class ModelList {
    private final Map<String, String> owners = new LinkedHashMap<>();
    private final Routes routes;
    private final long since;

    /** @param since what stands as the models' time of creation: the configuration says nothing of it */
    public ModelList(Models known, Routes routes, Instant since) {
        known.deployments().forEach(each -> owners.putIfAbsent(each.modelGroup(), each.provider()));
        known.aliases().forEach((name, alias) -> {
            AttemptPlan first = routes.first(name);
            if (!alias.hidden() && first != null) {
                owners.putIfAbsent(name, first.target().deployment().provider());
            }
        });
        this.routes = routes;
        this.since = since.getEpochSecond();
    }

    /** All of them. */
    public Page page() {
        String models = owners.entrySet().stream()
                .map(group -> json(group.getKey(), group.getValue()))
                .collect(Collectors.joining(","));
        return Page.json(200, "{\"object\":\"list\",\"data\":[" + models + "]}");
    }

    /** One of them. */
    public Page page(String name) {
        String owner = owners.get(name);
        if (owner != null) {
            return Page.json(200, json(name, owner));
        }
        AttemptPlan first = routes.first(name);
        return first == null
                ? unknown(name)
                : Page.json(200, json(name, first.target().deployment().provider()));
    }

    private static Page unknown(String name) {
        String message = "The model `" + ShownText.of(name)
                + "` does not exist on this gateway; GET /v1/models lists those that do.";
        return Page.error(GatewayError.MODEL_NOT_FOUND, message, "model");
    }

    private String json(String name, String owner) {
        return "{\"id\":" + JsonText.quoted(name) + ",\"object\":\"model\",\"created\":" + since + ",\"owned_by\":"
                + JsonText.quoted(owner) + "}";
    }
}
