package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.ResponseWriter;
import io.callstream.gateway.error.ErrorBody;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonText;
import io.callstream.json.JsonValue;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes an answer as one {@code chat.completion}, once all of it has come. */
final class CompletionWriter implements ResponseWriter {
    private final long created;
    private final List<String> thoughts = new ArrayList<>();
    private final List<JsonValue> citations = new ArrayList<>();
    private final List<JsonValue> images = new ArrayList<>();
    private int thoughtFrom;
    private String id = "";
    private String model = "";
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final Map<Integer, Delta.ToolCall> calls = new TreeMap<>();
    private String finishReason = "null";
    private Delta.@Nullable Tokens tokens;
    private Delta.@Nullable Failure failure;

    /** @param created seconds since 1970 */
    CompletionWriter(long created) {
        this.created = created;
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public void write(Delta delta, ByteBuf out) {
        if (delta instanceof Delta.Begin begin) {
            id = begin.id();
            model = begin.model();
        } else if (delta instanceof Delta.Text more) {
            text.append(more.text());
        } else if (delta instanceof Delta.ToolCall call) {
            calls.merge(call.index(), call, Delta.ToolCall::and);
        } else if (delta instanceof Delta.Finish finish) {
            finishReason = JsonText.quoted(finish.reason());
        } else if (delta instanceof Delta.Tokens counted) {
            tokens = counted;
        } else if (delta instanceof Delta.Failure failed) {
            failure = failed;
        } else {
            more(delta);
        }
    }

    private void more(Delta delta) {
        if (delta instanceof Delta.Reasoning more) {
            reasoning.append(more.text());
        } else if (delta instanceof Delta.ReasoningSignature signature) {
            thoughts.add(DeltaJson.thinking(reasoning.substring(thoughtFrom), signature.signature()));
            thoughtFrom = reasoning.length();
        } else if (delta instanceof Delta.HiddenReasoning hidden) {
            thoughts.add(DeltaJson.hiddenThinking(hidden.data()));
        } else if (delta instanceof Delta.Citation citation) {
            citations.add(citation.citation());
        } else if (delta instanceof Delta.Image image) {
            images.add(DeltaJson.image(image, images.size()));
        }
    }

    @Override
    public void end(ByteBuf out) {
        Delta.Failure failed = failure;
        if (failed != null) {
            out.writeBytes(ErrorBody.of(failed.error()));
        } else {
            out.writeCharSequence(completion(), StandardCharsets.UTF_8);
        }
    }

    private String completion() {
        Delta.Tokens counted = tokens;
        return "{\"id\":" + JsonText.quoted(id) + ",\"object\":\"chat.completion\",\"created\":" + created
                + ",\"model\":" + JsonText.quoted(model)
                + ",\"choices\":[{\"index\":0,\"message\":" + message() + ",\"finish_reason\":" + finishReason + "}]"
                + (counted == null ? "" : ",\"usage\":" + DeltaJson.usage(counted) + DeltaJson.tier(counted)) + "}";
    }

    private String message() {
        String content =
                text.isEmpty() && !(calls.isEmpty() && images.isEmpty()) ? "null" : JsonText.quoted(text.toString());
        String thought = reasoning.isEmpty() ? "" : ",\"reasoning_content\":" + JsonText.quoted(reasoning.toString());
        String blocks = thoughts.isEmpty() ? "" : ",\"thinking_blocks\":[" + String.join(",", thoughts) + "]";
        return "{\"role\":\"assistant\",\"content\":" + content + thought + blocks
                + (calls.isEmpty() ? "" : ",\"tool_calls\":[" + toolCalls() + "]")
                + (images.isEmpty() ? "" : "," + DeltaJson.images(images))
                + (citations.isEmpty() ? "" : "," + DeltaJson.citations(citations)) + "}";
    }

    private String toolCalls() {
        return calls.values().stream()
                .map(call -> DeltaJson.toolCall(call.whole(), false))
                .collect(Collectors.joining(","));
    }
}
