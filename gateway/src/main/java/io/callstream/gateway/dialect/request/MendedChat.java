package io.callstream.gateway.dialect.request;

import io.callstream.gateway.chat.ChatMessage;
import io.callstream.gateway.chat.ChatMessage.Role;
import io.callstream.gateway.chat.ChatRequest;
import io.callstream.gateway.chat.Part;
import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * LiteLLM's {@code modify_params}: what Anthropic's models refuse about the messages of a conversation is made acceptable. What is
 * changed follows LiteLLM's documentation of message sanitization, as it was on 2026-10-08; the rest is ours. For one request.
 */
public final class MendedChat {
    private static final Part.Text GO_ON = new Part.Text("Please go on.");
    private static final Part.Text NOTHING = new Part.Text("(empty message)");
    private static final Part.Text NO_RESULT = new Part.Text("(The tool was not run; there is no result.)");
    private static final Set<String> THINKING = Set.of("thinking", "reasoning_effort");

    private final List<ChatMessage> mended = new ArrayList<>();

    /** Calls of the assistant message before, of which no result has been seen yet. */
    private final Set<String> open = new LinkedHashSet<>();

    private MendedChat() {}

    /**
     * The mended request.
     *
     * @param thinksInBlocks whether the model wants its thoughts back with the calls of tools that came of them
     * @param endsWithUser whether the last word has to be the user's
     */
    public static ChatRequest of(ChatRequest chat, boolean thinksInBlocks, boolean endsWithUser) {
        MendedChat mend = new MendedChat();
        chat.messages().forEach(mend::message);
        mend.close();
        mend.beginning();
        mend.end(endsWithUser);
        return new ChatRequest(
                mend.mended,
                chat.tools(),
                chat.format(),
                thinksInBlocks && lacksThoughts(chat.messages()) ? withoutThinking(chat) : chat.parameters());
    }

    private void message(ChatMessage message) {
        if (message.role() != Role.TOOL) {
            close();
        }
        List<Part> parts = new ArrayList<>();
        for (Part part : message.parts()) {
            if (part instanceof Part.ToolResult result) {
                result(result, parts);
            } else if (!isBlank(part)) {
                parts.add(part);
            }
        }
        boolean said = message.role() == Role.USER || message.role() == Role.ASSISTANT;
        if (parts.isEmpty() && said) {
            parts.add(NOTHING);
        }
        if (!parts.isEmpty()) {
            mended.add(new ChatMessage(message.role(), parts));
        }
        parts.forEach(this::opens);
    }

    /** One that answers no call of the message before, or answers it once more, is left out. */
    private void result(Part.ToolResult result, List<Part> parts) {
        if (open.remove(result.callId())) {
            List<Part> content =
                    result.content().stream().filter(part -> !isBlank(part)).toList();
            parts.add(new Part.ToolResult(result.callId(), content, result.cache()));
        }
    }

    private void opens(Part part) {
        if (part instanceof Part.ToolCall call) {
            open.add(call.id());
        }
    }

    /** Calls that nobody answered are answered. */
    private void close() {
        List<Part> results = new ArrayList<>();
        open.forEach(id -> results.add(new Part.ToolResult(id, List.of(NO_RESULT), null)));
        if (!results.isEmpty()) {
            mended.add(new ChatMessage(Role.TOOL, results));
        }
        open.clear();
    }

    private void beginning() {
        int first = 0;
        while (first < mended.size() && mended.get(first).role() == Role.SYSTEM) {
            first++;
        }
        if (first == mended.size() || mended.get(first).role() == Role.ASSISTANT) {
            mended.add(first, new ChatMessage(Role.USER, List.of(GO_ON)));
        }
    }

    /** An answer that is to be gone on with and has not begun is none. */
    private void end(boolean withUser) {
        while (mended.get(last()).equals(new ChatMessage(Role.ASSISTANT, List.of(NOTHING)))) {
            mended.remove(last());
        }
        int last = last();
        ChatMessage message = mended.get(last);
        if (message.role() == Role.ASSISTANT) {
            mended.set(last, new ChatMessage(Role.ASSISTANT, stripped(message.parts())));
            if (withUser) {
                mended.add(new ChatMessage(Role.USER, List.of(GO_ON)));
            }
        }
    }

    /** Messages of the system stand elsewhere in the end; there is one of the user. */
    private int last() {
        int last = mended.size() - 1;
        while (mended.get(last).role() == Role.SYSTEM) {
            last--;
        }
        return last;
    }

    private static List<Part> stripped(List<Part> parts) {
        List<Part> stripped = new ArrayList<>(parts);
        int last = parts.size() - 1;
        if (parts.get(last) instanceof Part.Text text) {
            stripped.set(last, new Part.Text(text.text().stripTrailing(), text.cache()));
        }
        return stripped;
    }

    private static boolean isBlank(Part part) {
        return part instanceof Part.Text text && text.text().isBlank();
    }

    /** Whether tools were called and no answer has thoughts with it: a client that keeps none. */
    private static boolean lacksThoughts(List<ChatMessage> messages) {
        List<Part> parts = messages.stream()
                .filter(message -> message.role() == Role.ASSISTANT)
                .flatMap(message -> message.parts().stream())
                .toList();
        return parts.stream().anyMatch(Part.ToolCall.class::isInstance)
                && parts.stream()
                        .noneMatch(part -> part instanceof Part.Thinking || part instanceof Part.HiddenThinking);
    }

    private static Map<String, JsonValue> withoutThinking(ChatRequest chat) {
        Map<String, JsonValue> left = new LinkedHashMap<>(chat.parameters());
        left.keySet().removeAll(THINKING);
        return left;
    }
}
