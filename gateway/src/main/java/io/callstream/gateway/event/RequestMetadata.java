package io.callstream.gateway.event;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the client says about its call, in LiteLLM's fields and headers.
 *
 * @param endUser {@code x-litellm-end-user-id} or {@code x-litellm-customer-id}, else {@code user} of the body
 * @param sessionId {@code litellm_session_id} or {@code metadata.session_id}, else {@code x-litellm-session-id}
 * @param tags {@code metadata.tags} and {@code x-litellm-tags}
 * @param noLog no sink is to deliver the call
 * @param redact what people and models wrote is not to be recorded: {@code turn_off_message_logging}, else {@code
 *     x-litellm-enable-message-redaction}
 * @param callbacks sinks, or routes of sinks, that the request asks for: {@code callbacks}, {@code success_callback} and
 *     {@code failure_callback} of the body
 * @param disabledCallbacks sinks to leave out: {@code litellm_disabled_callbacks} of the body and {@code
 *     x-litellm-disable-callbacks}
 */
public record RequestMetadata(
        @Nullable String endUser,
        @Nullable String sessionId,
        List<String> tags,
        Map<String, String> metadata,
        boolean noLog,
        boolean redact,
        List<String> callbacks,
        List<String> disabledCallbacks) {
    public static final RequestMetadata NONE =
            new RequestMetadata(null, null, List.of(), Map.of(), false, false, List.of(), List.of());

    /** The same, where callers may not keep their calls from sinks, or not from single ones. */
    public RequestMetadata seen(boolean hides, boolean disables) {
        return new RequestMetadata(
                endUser,
                sessionId,
                tags,
                metadata,
                noLog && hides,
                redact,
                callbacks,
                disables ? disabledCallbacks : List.of());
    }
}
