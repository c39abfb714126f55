package io.callstream.gateway.event;

import io.callstream.gateway.json.RequestScan;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the client says about its call, in LiteLLM's fields and headers.
 *
 * @param endUser {@code user} of the body, else {@code x-litellm-end-user-id} or {@code x-litellm-customer-id}
 * @param sessionId {@code litellm_session_id} or {@code metadata.session_id}, else {@code x-litellm-session-id}
 * @param tags {@code metadata.tags} and {@code x-litellm-tags}
 * @param noLog no sink is to deliver the call
 * @param redact what people and models wrote is not to be told: {@code turn_off_message_logging}, else {@code
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

    /**
     * Puts together what body and headers say.
     *
     * @param scan the body; null when it could not be read
     * @param headers finds a request header by its lower-case name
     */
    public static RequestMetadata read(@Nullable RequestScan scan, Function<String, @Nullable String> headers) {
        return new RequestMetadata(
                firstOf(scan == null ? null : scan.user(), headers, "x-litellm-end-user-id", "x-litellm-customer-id"),
                firstOf(scan == null ? null : scan.sessionId(), headers, "x-litellm-session-id"),
                joined(scan == null ? List.of() : scan.tags(), headers.apply("x-litellm-tags")),
                scan == null ? Map.of() : scan.metadata(),
                scan != null && scan.noLog(),
                scan != null && scan.redact() || "true".equals(headers.apply("x-litellm-enable-message-redaction")),
                scan == null ? List.of() : scan.callbacks(),
                joined(
                        scan == null ? List.of() : scan.disabledCallbacks(),
                        headers.apply("x-litellm-disable-callbacks")));
    }

    private static @Nullable String firstOf(
            @Nullable String said, Function<String, @Nullable String> headers, String... names) {
        String found = said;
        for (int i = 0; found == null && i < names.length; i++) {
            found = headers.apply(names[i]);
        }
        return found;
    }

    private static List<String> joined(List<String> said, @Nullable String header) {
        if (header == null) {
            return said;
        }
        Set<String> all = new LinkedHashSet<>(said);
        for (String part : header.split(",", -1)) {
            String name = part.strip();
            if (!name.isEmpty()) {
                all.add(name);
            }
        }
        return List.copyOf(all);
    }
}
