package io.callstream.gateway.api.openai;

import java.util.HashSet;
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
