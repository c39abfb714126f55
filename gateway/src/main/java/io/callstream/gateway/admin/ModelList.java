package io.callstream.gateway.admin;

import io.callstream.gateway.config.Models;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.identity.Grant;
import io.callstream.gateway.identity.TeamModels;
import io.callstream.gateway.route.AttemptPlan;
import io.callstream.gateway.route.Routes;
import io.callstream.gateway.server.Page;
import io.callstream.gateway.server.Viewer;
import io.callstream.json.JsonText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code GET /v1/models}: the model groups, in OpenAI's list shape, and {@code GET /v1/models/NAME}: one of them. A
 * group with a star is listed as it is written; each name it takes can be asked for by itself.
 */
public final class ModelList {
    private static final String ANTHROPICS = "anthropic-version";

    private final Map<String, String> owners = new LinkedHashMap<>();
    private final TeamModels teams;
    private final Routes routes;
    private final long since;
    private final Page all;

    /** @param since what stands as the models' time of creation: the configuration says nothing of it */
    public ModelList(Models known, Routes routes, Instant since) {
        this.teams = TeamModels.of(known);
        known.serving().stream()
                .filter(each -> !teams.hides(each.modelGroup()))
                .forEach(each -> owners.putIfAbsent(each.modelGroup(), each.provider()));
        known.aliases().forEach((name, alias) -> {
            AttemptPlan first = routes.first(name);
            if (!alias.hidden() && first != null) {
                owners.putIfAbsent(name, first.target().deployment().provider());
            }
        });
        this.routes = routes;
        this.since = since.getEpochSecond();
        this.all = list(Grant.FREE);
    }

    /** Those that a caller may ask for, and the caller's own names of such. */
    public Page page(Viewer viewer) {
        Grant grant = viewer.grant();
        if (isAnthropics(viewer)) {
            return Page.json(200, new AnthropicModels(since).list(shown(grant)));
        }
        return grant.models().isEmpty() && grant.aliases().isEmpty() ? all : list(grant);
    }

    private static boolean isAnthropics(Viewer viewer) {
        return viewer.headers().contains(ANTHROPICS);
    }

    private Page list(Grant grant) {
        String models = shown(grant).entrySet().stream()
                .map(group -> json(group.getKey(), group.getValue()))
                .collect(Collectors.joining(","));
        return Page.json(200, "{\"object\":\"list\",\"data\":[" + models + "]}");
    }

    /** Owners by the names of models. */
    private Map<String, String> shown(Grant grant) {
        Map<String, String> shown = new LinkedHashMap<>(owners);
        grant.aliases().forEach((name, model) -> {
            AttemptPlan first = routes.first(model);
            if (first != null) {
                shown.putIfAbsent(name, first.target().deployment().provider());
            }
        });
        shown.keySet().removeIf(name -> !grant.allowsModel(name));
        return shown;
    }

    /** One of them. */
    public Page page(String name, Viewer viewer) {
        Grant grant = viewer.grant();
        boolean known = !teams.hides(name) || grant.role() != Grant.Role.CALLER;
        Page page = known && grant.allowsModel(name) ? page(grant.model(name), name) : unknown(name);
        boolean found = page.status() == 200;
        return isAnthropics(viewer) && found ? Page.json(200, new AnthropicModels(since).one(name)) : page;
    }

    private Page page(String name, String called) {
        String owner = owners.get(name);
        if (owner != null) {
            return Page.json(200, json(called, owner));
        }
        AttemptPlan first = routes.first(name);
        return first == null
                ? unknown(called)
                : Page.json(200, json(called, first.target().deployment().provider()));
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
