package io.callstream.gateway.chat;

import java.util.List;
import java.util.stream.Collectors;

/** One message of a conversation. */
public record ChatMessage(Role role, List<Part> parts) {
    public ChatMessage {
        parts = List.copyOf(parts);
    }

    /** Whose it is; a tool's results are the user's turn in some providers' forms. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT,
        TOOL
    }

    /** Its texts, joined. */
    public String text() {
        return parts.stream()
                .map(part -> part instanceof Part.Text text ? text.text() : "")
                .collect(Collectors.joining());
    }
}
