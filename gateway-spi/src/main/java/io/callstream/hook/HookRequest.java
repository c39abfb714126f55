package io.callstream.hook;

import java.util.List;
import java.util.UUID;

/**
 * A request of a client that a hook is to look at, as the hooks before it have left it.
 *
 * @param callId the call's id, which its events and the answer's header {@code x-callstream-call-id} have
 * @param mode when this is
 * @param callType {@code chat_completion}, {@code text_completion}, {@code embedding}, or the path's name
 * @param model public model name asked for; empty when the request names none
 * @param stream whether the answer is to be a stream
 * @param body the whole request, a JSON object
 * @param texts the texts of the body, in its order
 */
public record HookRequest(
        UUID callId,
        HookMode mode,
        String callType,
        HookCaller caller,
        String model,
        boolean stream,
        String body,
        List<MessageText> texts) {
    public HookRequest {
        texts = List.copyOf(texts);
    }

    /** Says which call it is only: the rest is what somebody asks a model. */
    @Override
    public String toString() {
        return "HookRequest[" + callId + ", " + mode + "]";
    }
}
