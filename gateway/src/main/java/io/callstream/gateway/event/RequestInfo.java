package io.callstream.gateway.event;

import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call asks for.
 *
 * @param callType {@code chat_completion}, {@code text_completion}, {@code embedding}, or the path's name
 * @param modelGroup public model name; null when the request could not be read
 * @param parameters model parameters, a JSON object
 * @param body as the client sent it, but with the prompt that was put into it; null when it is not to be recorded; it must not
 *     change until the story has ended
 * @param bodyBytes size of the body as far as it was received
 * @param secrets parts of the body that are never recorded
 * @param prompt what was put into it; null when the client sent all of it
 */
public record RequestInfo(
        String callType,
        @Nullable String modelGroup,
        boolean stream,
        @Nullable Slice parameters,
        @Nullable Slice body,
        long bodyBytes,
        List<Range> secrets,
        @Nullable PromptFacts prompt) {
    /** What the client sent itself. */
    public RequestInfo(
            String callType,
            @Nullable String modelGroup,
            boolean stream,
            @Nullable Slice parameters,
            @Nullable Slice body,
            long bodyBytes,
            List<Range> secrets) {
        this(callType, modelGroup, stream, parameters, body, bodyBytes, secrets, null);
    }

    /** A request that could not be read. Its body, which may hold anything, is only counted. */
    public static RequestInfo unreadable(String callType, long bytes) {
        return new RequestInfo(callType, null, false, null, null, bytes, List.of());
    }
}
