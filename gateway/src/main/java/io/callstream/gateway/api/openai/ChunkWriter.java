package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.ResponseWriter;
import io.callstream.gateway.error.ErrorBody;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonText;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Writes an answer as a stream of {@code chat.completion.chunk}s. */
final class ChunkWriter implements ResponseWriter {
    private static final byte[] AFTER_TEXT = "},\"finish_reason\":null}]}\n\n".getBytes(StandardCharsets.US_ASCII);

    private final long created;
    private final StringBuilder thought = new StringBuilder();
    /** Calls that have no arguments so far. */
    private final Set<Integer> unsaid = new TreeSet<>();

    private String envelope = "";
    /** What stands before the text of a chunk, and what after it. */
    private byte[] beforeText = {};

    private int images;
    private boolean failed;

    /** @param created seconds since 1970 */
    ChunkWriter(long created) {
        this.created = created;
    }

    @Override
    public String contentType() {
        return "text/event-stream";
    }

    @Override
    public void write(Delta delta, ByteBuf out) {
        if (envelope.isEmpty() && delta.isContent()) {
            begin(Delta.Begin.NAMELESS, out);
        }
        if (delta instanceof Delta.Text text) {
            text(text.text(), out);
        } else if (delta instanceof Delta.ToolCall call) {
            call(call, out);
        } else if (delta instanceof Delta.Begin begin) {
            begin(begin, out);
        } else if (delta instanceof Delta.Finish finish) {
            unsaid.forEach(each -> calls(new Delta.ToolCall(each, null, null, Delta.NO_ARGUMENTS), out));
            choice(out, "", JsonText.quoted(finish.reason()));
        } else if (delta instanceof Delta.Tokens tokens) {
            frame(out, envelope + "],\"usage\":" + DeltaJson.usage(tokens) + DeltaJson.tier(tokens) + "}");
        } else if (delta instanceof Delta.Failure failure) {
            failed = true;
            frame(out, new String(ErrorBody.of(failure.error()), StandardCharsets.UTF_8));
        } else {
            more(delta, out);
        }
    }

    private void begin(Delta.Begin begin, ByteBuf out) {
        envelope = "{\"id\":" + JsonText.quoted(begin.id()) + ",\"object\":\"chat.completion.chunk\",\"created\":"
                + created + ",\"model\":" + JsonText.quoted(begin.model()) + ",\"choices\":[";
        beforeText = ("data: " + envelope + "{\"index\":0,\"delta\":{\"content\":").getBytes(StandardCharsets.UTF_8);
        choice(out, "\"role\":\"assistant\"", "null");
    }

    /** Nearly all of a stream. */
    private void text(String text, ByteBuf out) {
        out.writeBytes(beforeText);
        out.writeCharSequence(JsonText.quoted(text), StandardCharsets.UTF_8);
        out.writeBytes(AFTER_TEXT);
    }

    private void call(Delta.ToolCall call, ByteBuf out) {
        if (!call.arguments().isEmpty()) {
            unsaid.remove(call.index());
        } else if (call.name() != null) {
            unsaid.add(call.index());
        }
        calls(call, out);
    }

    private void calls(Delta.ToolCall call, ByteBuf out) {
        choice(out, "\"tool_calls\":[" + DeltaJson.toolCall(call, true) + "]", "null");
    }

    private void more(Delta delta, ByteBuf out) {
        if (delta instanceof Delta.Reasoning reasoning) {
            thought.append(reasoning.text());
            choice(out, "\"reasoning_content\":" + JsonText.quoted(reasoning.text()), "null");
        } else if (delta instanceof Delta.ReasoningSignature signature) {
            String block = DeltaJson.thinking(thought.toString(), signature.signature());
            thought.setLength(0);
            choice(out, "\"thinking_blocks\":[" + block + "]", "null");
        } else if (delta instanceof Delta.HiddenReasoning hidden) {
            choice(out, "\"thinking_blocks\":[" + DeltaJson.hiddenThinking(hidden.data()) + "]", "null");
        } else if (delta instanceof Delta.Citation citation) {
            choice(out, DeltaJson.citations(List.of(citation.citation())), "null");
        } else if (delta instanceof Delta.Image image) {
            choice(out, DeltaJson.images(List.of(DeltaJson.image(image, images++))), "null");
        }
    }

    /** A stream that failed has no mark of its end. */
    @Override
    public void end(ByteBuf out) {
        if (!failed) {
            frame(out, "[DONE]");
        }
    }

    private void choice(ByteBuf out, String delta, String finishReason) {
        frame(out, envelope + "{\"index\":0,\"delta\":{" + delta + "},\"finish_reason\":" + finishReason + "}]}");
    }

    private static void frame(ByteBuf out, String data) {
        out.writeCharSequence("data: " + data + "\n\n", StandardCharsets.UTF_8);
    }
}
