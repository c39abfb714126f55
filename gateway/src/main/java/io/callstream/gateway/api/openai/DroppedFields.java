package io.callstream.gateway.api.openai;

import io.callstream.json.JsonValue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** LiteLLM's {@code additional_drop_params} of a request: parameters that its provider is not to get. */
final class DroppedFields {
    static final String NAME = "additional_drop_params";

    /** Without them there is no call. */
    private static final Set<String> KEPT = Set.of("model", "stream", "stream_options", "messages", "prompt", "input");

    private DroppedFields() {}

    /** Whether a field of this name is the request's own to say, at the top of its body. */
    static boolean isKept(String name) {
        return KEPT.contains(name);
    }

    /** The names that a request of another form than OpenAI's says. */
    static Set<String> of(JsonValue.Obj request) {
        Set<String> names = new HashSet<>();
        for (JsonValue each : request.list(NAME)) {
            if (each instanceof JsonValue.Text name && !isKept(name.value())) {
                names.add(name.value());
            }
        }
        return names;
    }

    /** Such a request without those of them that mean nothing to the gateway. */
    static JsonValue.Obj without(JsonValue.Obj request) {
        Set<String> names = of(request);
        if (names.isEmpty()) {
            return request;
        }
        Map<String, JsonValue> left = new LinkedHashMap<>(request.fields());
        names.stream()
                .filter(name -> RequestField.isParameter(name) && !GatewayField.has(name))
                .forEach(left::remove);
        return new JsonValue.Obj(left);
    }

    /** One more; what cannot be dropped stays, as do parts of parameters, which only whole ones are dropped of. */
    static Set<String> with(Set<String> dropped, String name) {
        if (isKept(name)) {
            return dropped;
        }
        Set<String> more = dropped.isEmpty() ? new HashSet<>() : dropped;
        more.add(name);
        return more;
    }
}
