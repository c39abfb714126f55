package io.callstream.gateway.chat;

import io.callstream.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A request for an answer in a conversation.
 *
 * @param messages in their order
 * @param parameters every other field of the request as the client wrote it, under OpenAI's names; those that say null are not there
 */
public record ChatRequest(
        List<ChatMessage> messages, Tools tools, OutputFormat format, Map<String, JsonValue> parameters) {
    public ChatRequest {
        messages = List.copyOf(messages);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Tools that the conversation has called, in the order of their first calls. */
    public Set<String> calledTools() {
        return messages.stream()
                .flatMap(message -> message.parts().stream())
                .filter(Part.ToolCall.class::isInstance)
                .map(part -> ((Part.ToolCall) part).name())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
