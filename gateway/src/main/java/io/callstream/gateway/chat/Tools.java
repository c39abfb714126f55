package io.callstream.gateway.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tools of a request.
 *
 * @param parallel whether the model may wish for several at once; null when the request does not say
 */
public record Tools(
        List<Tool> all, ToolChoice choice, @Nullable Boolean parallel) {
    public Tools {
        all = List.copyOf(all);
    }
}
