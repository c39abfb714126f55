package io.callstream.gateway.dialect.request;

import io.callstream.gateway.chat.Tools;
import io.callstream.gateway.chat.UnsupportedRequestException;

/** OpenAI's {@code parallel_tool_calls: false}, of which most other providers' forms know nothing. */
public final class OneCallAtATime {
    private OneCallAtATime() {}

    /**
     * With one tool to choose from there is little to keep apart.
     *
     * @param what cannot be asked for it, for the message
     * @param drops whether what cannot be said is left out
     * @throws UnsupportedRequestException if one call at a time is asked for, of several tools
     */
    public static void check(Tools tools, String what, boolean drops) throws UnsupportedRequestException {
        if (!drops && Boolean.FALSE.equals(tools.parallel()) && tools.all().size() > 1) {
            throw new UnsupportedRequestException(
                    "parallel_tool_calls",
                    "parallel_tool_calls: " + what
                            + " cannot be kept from calling several tools at once; leave it out, give"
                            + " one tool, or set drop_params or additional_drop_params for the model.");
        }
    }
}
