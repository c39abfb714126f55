package io.callstream.gateway.api.openai;

import io.callstream.json.JsonCursor;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
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

    private static final RequestField[] ALL = values();
    private static final Set<RequestField> PARAMETERS = EnumSet.of(TOOLS, FUNCTIONS, PREDICTION, STORE);

    private final String text;
    private final byte[] name;
    private final boolean own;

    RequestField(String name) {
        this.text = name;
        this.name = name.getBytes(StandardCharsets.UTF_8);
        this.own = GatewayField.has(name);
    }

    String text() {
        return text;
    }

    /** Whether one of them has this name. */
    static boolean named(String name) {
        for (RequestField field : ALL) {
            if (field.text.equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a field of this name, one of these or not, is a parameter of the model's. */
    static boolean isParameter(String name) {
        for (RequestField field : ALL) {
            if (field.text.equals(name)) {
                return PARAMETERS.contains(field);
            }
        }
        return true;
    }

    /** Whether it is said to the gateway alone. */
    boolean own() {
        return own;
    }

    static @Nullable RequestField at(JsonCursor cursor) {
        for (RequestField field : ALL) {
            if (cursor.keyIs(field.name)) {
                return field;
            }
        }
        return null;
    }
}
