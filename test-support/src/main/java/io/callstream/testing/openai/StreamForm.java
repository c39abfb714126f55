package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.testing.reply.Piece;
import io.callstream.testing.reply.Sse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer as server-sent events: the role first, then content token by token (several choices take turns), the
 * finish reasons, the usage with no choices if asked for, and {@code [DONE]}.
 */
final class StreamForm {
    private final Answer answer;
    private final boolean includeUsage;
    private final String object;
    private final List<Piece> pieces = new ArrayList<>();

    private StreamForm(Answer answer, boolean includeUsage, String object) {
        this.answer = answer;
        this.includeUsage = includeUsage;
        this.object = object;
    }

    static List<Piece> chat(Answer answer, boolean includeUsage) {
        StreamForm form = new StreamForm(answer, includeUsage, "chat.completion.chunk");
        form.eachChoice((index, choice) -> form.delta(index, delta -> {
            delta.put("role", "assistant");
            if (choice.toolCalls().isEmpty()) {
                delta.put("content", "");
            } else {
                delta.putNull("content");
            }
            delta.putNull("refusal");
        }));
        form.turns((index, token) -> form.delta(index, delta -> delta.put("content", token)));
        form.eachChoice(form::toolDeltas);
        form.eachChoice(
                (index, choice) -> form.choice(index, choice.finishReason(), written -> written.putObject("delta")));
        return form.end();
    }

    static List<Piece> completion(Answer answer, boolean includeUsage) {
        StreamForm form = new StreamForm(answer, includeUsage, "text_completion");
        form.turns((index, token) -> form.choice(index, null, written -> written.put("text", token)));
        form.eachChoice(
                (index, choice) -> form.choice(index, choice.finishReason(), written -> written.put("text", "")));
        return form.end();
    }

    private interface PerChoice<T> {
        void accept(int index, T what);
    }

    private void eachChoice(PerChoice<Choice> action) {
        for (int index = 0; index < answer.choices().size(); index++) {
            action.accept(index, answer.choices().get(index));
        }
    }

    private void turns(PerChoice<String> action) {
        int longest = answer.choices().stream()
                .mapToInt(choice -> choice.tokens().size())
                .max()
                .orElse(0);
        for (int turn = 0; turn < longest; turn++) {
            int at = turn;
            eachChoice((index, choice) -> {
                if (at < choice.tokens().size()) {
                    action.accept(index, choice.tokens().get(at));
                }
            });
        }
    }

    private void toolDeltas(int index, Choice choice) {
        for (int call = 0; call < choice.toolCalls().size(); call++) {
            ToolCall tool = choice.toolCalls().get(call);
            int at = call;
            toolDelta(index, at, written -> {
                written.put("id", tool.id()).put("type", "function");
                written.putObject("function").put("name", tool.name()).put("arguments", "");
            });
            for (String fragment : tool.fragments()) {
                toolDelta(index, at, written -> written.putObject("function").put("arguments", fragment));
            }
        }
    }

    private void toolDelta(int index, int call, Consumer<ObjectNode> content) {
        delta(
                index,
                delta -> content.accept(delta.putArray("tool_calls").addObject().put("index", call)));
    }

    private void delta(int index, Consumer<ObjectNode> content) {
        choice(index, null, written -> content.accept(written.putObject("delta")));
    }

    private void choice(int index, @Nullable String finish, Consumer<ObjectNode> content) {
        ObjectNode chunk = PlainForm.head(answer, object).put("system_fingerprint", "fp_sim");
        ObjectNode written = chunk.putArray("choices").addObject().put("index", index);
        content.accept(written);
        written.putNull("logprobs").put("finish_reason", finish);
        if (includeUsage) {
            chunk.putNull("usage");
        }
        add(chunk);
    }

    private void add(ObjectNode chunk) {
        String event = Sse.data(Json.text(chunk));
        pieces.add(event.contains(Piece.STAMP) ? Piece.stamped(event) : Piece.of(event));
    }

    private List<Piece> end() {
        if (includeUsage) {
            ObjectNode chunk = PlainForm.head(answer, object).put("system_fingerprint", "fp_sim");
            chunk.putArray("choices");
            chunk.set("usage", PlainForm.usage(answer));
            add(chunk);
        }
        pieces.add(Piece.of(Sse.data(Sse.DONE)));
        return pieces;
    }
}
