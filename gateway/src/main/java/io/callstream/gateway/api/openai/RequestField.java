package io.callstream.gateway.api.openai;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The top-level fields of a request that mean something to the gateway; all others are model parameters. */
enum RequestField {
    MODEL("model"),
    STREAM("stream"),
    STREAM_OPTIONS("stream_options"),
    USER("user"),
    METADATA("metadata"),
    TAGS("tags"),
    SESSION("litellm_session_id"),
    TRACE("litellm_trace_id"),
    NO_LOG("no-log"),
    MESSAGES("messages"),
    PROMPT("prompt"),
    INPUT("input"),
    TOOLS("tools"),
    FUNCTIONS("functions"),
    PREDICTION("prediction"),
    SUFFIX("suffix"),
    QUERY("query"),
    DOCUMENTS("documents"),
    STORE("store"),
    CALLBACKS("callbacks"),
    SUCCESS_CALLBACK("success_callback"),
    FAILURE_CALLBACK("failure_callback"),
    DISABLED_CALLBACKS("litellm_disabled_callbacks"),
    TURN_OFF_LOGGING("turn_off_message_logging"),
    NUM_RETRIES("num_retries"),
    FALLBACKS("fallbacks"),
    CONTEXT_WINDOW_FALLBACKS("context_window_fallbacks"),
    CONTENT_POLICY_FALLBACKS("content_policy_fallbacks"),
    DISABLE_FALLBACKS("disable_fallbacks"),
    TIMEOUT("timeout"),
    REQUEST_TIMEOUT("request_timeout"),
    STREAM_TIMEOUT("stream_timeout"),
    CACHE("cache");

    private static final Map<String, RequestField> NAMED =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(RequestField::text, field -> field));
    private static final Set<RequestField> PARAMETERS = EnumSet.of(TOOLS, FUNCTIONS, PREDICTION, STORE);

    private final String text;

    RequestField(String name) {
        this.text = name;
    }

    String text() {
        return text;
    }

    /** The one of this name; null when it is none of them. */
    static @Nullable RequestField named(String name) {
        return NAMED.get(name);
    }

    /** Whether a field of this name, one of these or not, is a parameter of the model's. */
    static boolean isParameter(String name) {
        RequestField field = named(name);
        return field == null || PARAMETERS.contains(field);
    }
}
