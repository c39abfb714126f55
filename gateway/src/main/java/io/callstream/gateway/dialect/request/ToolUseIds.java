package io.callstream.gateway.dialect.request;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids of tool calls: those that another provider made may have signs, or a length, that Anthropic, Bedrock and the Responses API do not take. */
public final class ToolUseIds {
    private static final int LONGEST = 64;

    private ToolUseIds() {}

    /** The same for the same id, so that a result finds its call. */
    public static String of(String id) {
        String allowed = id.replaceAll("[^a-zA-Z0-9_-]", "_");
        boolean same = allowed.equals(id) && id.length() <= LONGEST && !id.isEmpty();
        return same ? id : "call_" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }
}
