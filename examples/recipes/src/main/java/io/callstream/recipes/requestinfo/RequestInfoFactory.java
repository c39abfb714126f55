package io.callstream.recipes.requestinfo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.events.SuccessEvent;
import io.callstream.recipes.lines.LineSinkFactory;
import io.callstream.sink.CallEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Recipes 5 and 6, the original HTTP request ({@code proxy_server_request}) and the model's configuration
 * ({@code model_info}): the event has both. Headers are those that {@code callstream.request_headers} allows, never
 * credentials.
 */
public final class RequestInfoFactory extends LineSinkFactory {
    private static final ObjectMapper JSON = new ObjectMapper();

    public RequestInfoFactory() {
        super("recipe-request-info");
    }

    @Override
    protected Optional<String> line(CallEvent event) {
        return event instanceof CallEvent.Success success ? Optional.of(json(success.event())) : Optional.empty();
    }

    private static String json(SuccessEvent call) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event_id", call.getEventId());
        line.put("request", request(call));
        line.put("model", model(call));
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            // Without its cause, which quotes the value. By the sink's contract the event is refused.
            throw new IllegalArgumentException("a call's request cannot be written as JSON");
        }
    }

    private static Map<String, Object> request(SuccessEvent call) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("client_ip", call.getClientIp());
        request.put("user_agent", call.getUserAgent());
        request.put("headers", call.getRequestHeaders());
        request.put("key_alias", call.getKeyAlias());
        request.put("bytes", call.getRequestBytes());
        request.put("metadata", call.getMetadata());
        return request;
    }

    private static Map<String, Object> model(SuccessEvent call) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("asked_for", call.getModelGroup());
        model.put("answered_by", call.getModel());
        model.put("provider", call.getProvider());
        model.put("model_info_id", call.getDeploymentId());
        model.put("api_base", call.getApiBase());
        model.put("tries", call.getRetryCount() + 1);
        return model;
    }
}
