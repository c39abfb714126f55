package io.callstream.gateway.api.responses;

import io.callstream.gateway.api.ResponseWriter;
import io.callstream.gateway.error.ErrorBody;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer as a response, once all of it has come, or as the events that lead to it. A text and a thought end where something else
 * begins; calls of functions, of which several may come at once, at the end.
 */
final class AnswerWriter implements ResponseWriter {
    private final ResponseObject response;
    private final boolean stream;
    private final EventFrames frames;
    private final List<OutputItem> items = new ArrayList<>();
    private final Map<Integer, CallItem> calls = new TreeMap<>();
    private @Nullable TextItem open;
    private String model = "";
    private boolean begun;
    private @Nullable String finish;
    private Delta.@Nullable Tokens tokens;
    private Delta.@Nullable Failure failure;

    AnswerWriter(ResponseObject response, boolean stream) {
        this.response = response;
        this.stream = stream;
        this.frames = new EventFrames(stream);
    }

    @Override
    public String contentType() {
        return stream ? "text/event-stream" : "application/json";
    }

    @Override
    public void write(Delta delta, ByteBuf out) {
        frames.to(out);
        if (!begun && delta.isContent()) {
            begin(Delta.Begin.NAMELESS);
        }
        if (delta instanceof Delta.Text text) {
            text(OutputItem.Kind.MESSAGE).add(text.text(), frames);
        } else if (delta instanceof Delta.ToolCall call) {
            call(call);
        } else if (delta instanceof Delta.Begin begin) {
            begin(begin);
        } else if (delta instanceof Delta.Finish said) {
            finish = said.reason();
        } else if (delta instanceof Delta.Tokens counted) {
            tokens = counted;
        } else if (delta instanceof Delta.Failure failed) {
            fail(failed);
        } else {
            reasoning(delta);
        }
    }

    private void begin(Delta.Begin begin) {
        if (begun) {
            return;
        }
        begun = true;
        model = begin.model();
        JsonValue.Obj itself = response.begun(model);
        frames.response("response.created", itself);
        frames.response("response.in_progress", itself);
    }

    private void fail(Delta.Failure failed) {
        failure = failed;
        cut();
        frames.response("response.failed", response.failed(model, output(), failed));
    }

    private void reasoning(Delta delta) {
        if (delta instanceof Delta.Reasoning reasoning) {
            text(OutputItem.Kind.REASONING).add(reasoning.text(), frames);
        } else if (delta instanceof Delta.ReasoningSignature signature) {
            seal(text(OutputItem.Kind.REASONING), signature.signature());
        } else if (delta instanceof Delta.HiddenReasoning hidden) {
            close();
            seal(text(OutputItem.Kind.REASONING), hidden.data());
        }
    }

    private void seal(TextItem thought, String sealed) {
        thought.seal(sealed);
        close();
    }

    /** The text that is open, if it is of this kind; else a new one. */
    private TextItem text(OutputItem.Kind kind) {
        TextItem current = open;
        if (current != null && current.kind() == kind) {
            return current;
        }
        close();
        TextItem next = new TextItem(kind, response.id(), items.size());
        items.add(next);
        open = next;
        next.begin(frames);
        return next;
    }

    private void call(Delta.ToolCall call) {
        CallItem item = calls.get(call.index());
        if (item == null) {
            close();
            item = new CallItem(call, response.id(), items.size());
            items.add(item);
            calls.put(call.index(), item);
            item.begin(frames);
        }
        item.add(call.arguments(), frames);
    }

    private void close() {
        TextItem current = open;
        if (current != null) {
            current.end(frames);
            open = null;
        }
    }

    /** What comes last did not come to its end. */
    private void cut() {
        if (!items.isEmpty()) {
            items.get(items.size() - 1).cut();
        }
    }

    private List<JsonValue> output() {
        return items.stream().map(OutputItem::done).toList();
    }

    /** That it failed has been reported. */
    @Override
    public void end(ByteBuf out) {
        frames.to(out);
        Delta.Failure failed = failure;
        if (failed == null && begun) {
            JsonValue.Obj whole = ended();
            frames.response("response." + whole.text("status"), whole);
            if (!stream) {
                out.writeCharSequence(whole.toString(), StandardCharsets.UTF_8);
            }
        } else if (failed != null && !stream) {
            out.writeBytes(ErrorBody.of(failed.error()));
        }
    }

    private JsonValue.Obj ended() {
        if (ResponseObject.incomplete(finish) != null) {
            cut();
        }
        close();
        calls.values().forEach(call -> call.end(frames));
        return response.ended(model, output(), finish, tokens);
    }
}
