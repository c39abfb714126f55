package io.callstream.gateway.ingest;

import io.callstream.events.id.TraceContext;
import io.callstream.gateway.config.SecretNames;
import io.callstream.gateway.event.CallFacts;
import io.callstream.gateway.event.Caller;
import io.callstream.gateway.event.Client;
import io.callstream.gateway.event.RequestInfo;
import io.callstream.gateway.event.RequestMetadata;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a payload says of how its call began: the columns of the pre-call. */
final class PayloadFacts {
    static final String SOURCE = "litellm";

    private static final String AGENT = "User-Agent: ";
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final Map<String, String> CALL_TYPES = Map.of(
            "responses", "responses",
            "aresponses", "responses",
            "completion", "chat_completion",
            "acompletion", "chat_completion",
            "text_completion", "text_completion",
            "atext_completion", "text_completion",
            "embedding", "embedding",
            "aembedding", "embedding");

    private final Payload payload;
    private final JsonValue.Obj metadata;
    private final Reporter reporter;

    PayloadFacts(Payload payload, Reporter reporter) {
        this.payload = payload;
        this.metadata = payload.object("metadata");
        this.reporter = reporter;
    }

    CallFacts facts() throws InvalidItemException {
        UUID callId = reporter.callId(id());
        Instant started = payload.moment("startTime");
        Caller caller = new Caller(reporter.owner(metadata), client(), labels());
        return new CallFacts(callId, trace(callId), caller, asked(), started, 0, SOURCE);
    }

    private String id() throws InvalidItemException {
        String own = payload.text("litellm_call_id");
        String id = own == null || own.isBlank() ? payload.text("id") : own;
        if (id == null || id.isBlank()) {
            throw new InvalidItemException("litellm_call_id or id: expected a text");
        }
        return id;
    }

    /** LiteLLM's trace id is a UUID, which has as many digits as a trace id has. */
    private TraceContext trace(UUID callId) {
        TraceContext own = TraceContext.of(callId, null);
        String id = payload.text("trace_id");
        String digits = id == null ? "" : id.replace("-", "").toLowerCase(Locale.ROOT);
        return TraceContext.of(callId, "00-" + digits + "-" + own.spanId() + "-01")
                                .parentSpanId()
                        == null
                ? own
                : new TraceContext(digits, own.spanId(), null);
    }

    private Client client() {
        String agent = null;
        for (String tag : tags()) {
            if (tag.startsWith(AGENT) && (agent == null || tag.length() > agent.length() + AGENT.length())) {
                agent = tag.substring(AGENT.length());
            }
        }
        String ip = payload.text("requester_ip_address");
        return new Client(ip == null || ip.isEmpty() ? metadata.text("requester_ip_address") : ip, agent, Map.of());
    }

    private List<String> tags() {
        List<String> tags = new ArrayList<>();
        for (JsonValue tag : payload.list("request_tags")) {
            if (tag instanceof JsonValue.Text text) {
                tags.add(text.value());
            }
        }
        return tags;
    }

    private RequestMetadata labels() {
        List<String> tags =
                tags().stream().filter(tag -> !tag.startsWith(AGENT)).toList();
        return new RequestMetadata(
                said(payload.text("end_user"), parameters().text("user")),
                said(payload.text("session_id"), payload.text("trace_id")),
                tags,
                requesterMetadata(),
                false,
                false,
                List.of(),
                List.of());
    }

    /** Where LiteLLM has nothing to say it writes nothing between quotes as often as null. */
    private static @Nullable String said(@Nullable String first, @Nullable String otherwise) {
        return first == null || first.isEmpty() ? otherwise : first;
    }

    private Map<String, String> requesterMetadata() {
        Map<String, String> kept = new LinkedHashMap<>();
        JsonValue.Obj own = metadata.object("requester_metadata");
        if (own != null) {
            own.fields().forEach((name, value) -> {
                if (!SecretNames.matches(name) && !(value instanceof JsonValue.Null)) {
                    kept.put(name, value instanceof JsonValue.Text text ? text.value() : value.toString());
                }
            });
        }
        JsonValue.Obj spend = metadata.object("spend_logs_metadata");
        if (spend != null) {
            kept.put("spend_logs_metadata", spend.toString());
        }
        return kept;
    }

    private RequestInfo asked() {
        String callType = callType();
        String group = group();
        JsonValue.Obj parameters = parameters();
        Slice body = Slice.of(body(callType, group, parameters).toString());
        return new RequestInfo(
                callType,
                group,
                payload.flag("stream"),
                parameters.fields().isEmpty() ? null : Slice.of(parameters.toString()),
                body,
                body.length(),
                List.of());
    }

    private String callType() {
        String type = payload.text("call_type");
        return type != null && WORD.matcher(type).matches() ? CALL_TYPES.getOrDefault(type, type) : "other";
    }

    private @Nullable String group() {
        String group = payload.text("model_group");
        return group == null || group.isEmpty() ? payload.text("model") : group;
    }

    private JsonValue.Obj parameters() {
        JsonObject kept = new JsonObject();
        payload.object("model_parameters").fields().forEach((name, value) -> {
            if (!SecretNames.matches(name) && !(value instanceof JsonValue.Null)) {
                kept.with(name, value);
            }
        });
        return kept.value();
    }

    /** The request as its client may have sent it, which LiteLLM does not say. */
    private JsonObject body(String callType, @Nullable String group, JsonValue.Obj parameters) {
        String name = switch (callType) {
            case "embedding" -> "input";
            case "text_completion" -> "prompt";
            default -> "messages";
        };
        JsonObject body = new JsonObject().with("model", group).with(name, payload.value("messages"));
        parameters.fields().forEach(body::with);
        return body;
    }
}
