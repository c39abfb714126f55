package io.callstream.gateway.admin;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.error.JsonText;
import io.callstream.gateway.server.Page;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code GET /v1/models}: the model groups, in OpenAI's list shape. */
public final class ModelList {
    private ModelList() {}

    /** @param since what stands as the models' time of creation: the configuration says nothing of it */
    public static Page page(List<Deployment> deployments, Instant since) {
        Map<String, String> groups = new LinkedHashMap<>();
        for (Deployment each : deployments) {
            if (!each.modelGroup().endsWith("*")) {
                groups.putIfAbsent(each.modelGroup(), each.provider());
            }
        }
        String models = groups.entrySet().stream()
                .map(group -> "{\"id\":" + JsonText.quoted(group.getKey()) + ",\"object\":\"model\",\"created\":"
                        + since.getEpochSecond() + ",\"owned_by\":" + JsonText.quoted(group.getValue()) + "}")
                .collect(Collectors.joining(","));
        return Page.json(200, "{\"object\":\"list\",\"data\":[" + models + "]}");
    }
}
