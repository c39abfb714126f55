package io.callstream.gateway.dialect.bedrock;

import io.callstream.gateway.eventstream.BrokenStreamException;
import io.callstream.gateway.eventstream.EventStreamReader;
import io.callstream.gateway.eventstream.StreamMessage;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a stream of events. It is whole with the reason of its end; what was used comes after that, mostly. */
final class ConverseStreamReader implements ResponseReader {
    private static final int BAD_GATEWAY = 502;
    private static final int MOST_BYTES_OF_A_MESSAGE = 24 << 20;
    private static final JsonValue.Obj NOTHING = new JsonValue.Obj(Map.of());

    private final EventStreamReader messages = new EventStreamReader(MOST_BYTES_OF_A_MESSAGE);
    private final ConverseAnswer answer;
    private boolean begun;
    private boolean stopped;
    private boolean failed;

    ConverseStreamReader(ConverseAnswer answer) {
        this.answer = answer;
    }

    @Override
    public void read(Slice bytes, Consumer<Delta> deltas) {
        if (failed) {
            return;
        }
        messages.append(bytes);
        try {
            for (StreamMessage each = messages.next(); each != null && !failed; each = messages.next()) {
                message(each, deltas);
            }
        } catch (BrokenStreamException e) {
            fail(new Delta.Failure(BAD_GATEWAY, "The provider's stream is broken: " + e.getMessage() + "."), deltas);
        }
    }

    @Override
    public void end(Consumer<Delta> deltas) {
        if (!failed && (!stopped || messages.inMessage())) {
            fail(Delta.Failure.unfinished(), deltas);
        }
    }

    private void message(StreamMessage message, Consumer<Delta> deltas) {
        String exception = message.exception();
        String code = message.errorCode();
        if (exception != null) {
            JsonValue.Obj said = object(message.payload());
            fail(BedrockErrors.ofStream(exception, said == null ? null : BedrockErrors.message(said)), deltas);
        } else if (code != null) {
            fail(BedrockErrors.ofStream(code, message.errorMessage()), deltas);
        } else if (message.event() != null) {
            JsonValue.Obj event = object(message.payload());
            if (event == null) {
                fail(new Delta.Failure(BAD_GATEWAY, "The provider sent an event that is no JSON object."), deltas);
            } else {
                event(String.valueOf(message.event()), event, deltas);
            }
        }
    }

    /** Those of kinds that are new here are passed over. */
    private void event(String name, JsonValue.Obj event, Consumer<Delta> deltas) {
        switch (name) {
            case "messageStart" -> begin(deltas);
            case "contentBlockStart" -> {
                JsonValue.Obj call = inside(event, "start").object("toolUse");
                if (call != null) {
                    begin(deltas);
                    answer.call(call, "", deltas);
                }
            }
            case "contentBlockDelta" -> {
                begin(deltas);
                delta(inside(event, "delta"), deltas);
            }
            case "messageStop" -> {
                begin(deltas);
                stop(event.text("stopReason"), deltas);
            }
            case "metadata" -> ConverseAnswer.usage(event, deltas);
            default -> {
                // Ends of blocks, and what is new.
            }
        }
    }

    private void begin(Consumer<Delta> deltas) {
        if (!begun) {
            begun = true;
            answer.begin(deltas);
        }
    }

    private void stop(@Nullable String reason, Consumer<Delta> deltas) {
        if (!stopped) {
            stopped = true;
            ConverseAnswer.finish(reason, deltas);
        }
    }

    private void delta(JsonValue.Obj delta, Consumer<Delta> deltas) {
        ConverseAnswer.text(delta.text("text"), deltas);
        String input = inside(delta, "toolUse").text("input");
        if (input != null) {
            answer.arguments(input, deltas);
        }
        ConverseAnswer.reasoning(inside(delta, "reasoningContent"), deltas);
    }

    private void fail(Delta.Failure failure, Consumer<Delta> deltas) {
        failed = true;
        deltas.accept(failure);
    }

    private static JsonValue.Obj inside(JsonValue.Obj from, String name) {
        JsonValue.Obj object = from.object(name);
        return object == null ? NOTHING : object;
    }

    private static JsonValue.@Nullable Obj object(Slice payload) {
        try {
            return JsonValue.readLenient(payload) instanceof JsonValue.Obj object ? object : null;
        } catch (InvalidJsonException e) {
            return null;
        }
    }
}
