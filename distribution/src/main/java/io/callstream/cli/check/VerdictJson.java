package io.callstream.cli.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.gateway.config.DisabledModel;
import java.util.Collection;

/** A verdict for programs; docs/guides/configuration.md says what each field is. */
final class VerdictJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private VerdictJson() {}

    static String of(String file, ConfigVerdict verdict) {
        ObjectNode json = NODES.objectNode();
        json.put("file", file);
        json.put("starts", verdict.starts());
        json.set("problems", texts(verdict.problems()));
        ArrayNode models = json.putArray("models");
        verdict.models()
                .forEach((name, deployments) ->
                        models.addObject().put("name", name).put("deployments", deployments));
        json.set("aliases", texts(verdict.aliases()));
        ArrayNode disabled = json.putArray("disabled");
        verdict.disabled().forEach(model -> disabled.add(disabled(model)));
        json.set("sinks", texts(verdict.callbacks().sinks().keySet()));
        json.set("unanswered_callbacks", texts(verdict.callbacks().unanswered()));
        json.set("unreached_alerts", texts(verdict.unreachedAlerts()));
        json.set("warnings", texts(verdict.notes().warnings()));
        json.set("unknown_keys", texts(verdict.notes().unknown()));
        json.set("keys_without_effect", texts(verdict.notes().ignored()));
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode disabled(DisabledModel model) {
        return NODES.objectNode()
                .put("entry", model.entry())
                .put("name", model.modelGroup())
                .put("provider", model.provider())
                .put("reason", model.reason());
    }

    private static ArrayNode texts(Collection<String> texts) {
        ArrayNode array = NODES.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
