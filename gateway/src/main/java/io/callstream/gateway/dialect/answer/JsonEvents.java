package io.callstream.gateway.dialect.answer;

import io.callstream.gateway.provider.Delta;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Events that are JSON objects with a {@code type}. For one thread. */
public abstract class JsonEvents implements AnswerEvents {
    private static final JsonValue.Obj NOTHING = new JsonValue.Obj(Map.of());

    private boolean over;
    private boolean ended;

    @Override
    public final boolean over() {
        return over;
    }

    @Override
    public final boolean ended() {
        return ended;
    }

    @Override
    public final boolean accept(Slice data, Consumer<Delta> deltas) {
        try {
            if (quick(data, deltas)) {
                return true;
            }
            if (JsonValue.readLenient(data) instanceof JsonValue.Obj event) {
                String type = event.text("type");
                event(type == null ? "" : type, event, deltas);
                return true;
            }
        } catch (InvalidJsonException e) {
            return false; // half an event
        }
        return false;
    }

    /** Takes in an event of a kind that comes again and again, if it is one, without making a tree of it. */
    protected boolean quick(Slice data, Consumer<Delta> deltas) throws InvalidJsonException {
        return false;
    }

    /** Takes in one event; one of a type that is new is passed over. */
    protected abstract void event(String type, JsonValue.Obj event, Consumer<Delta> deltas);

    /** The answer has come to a good end. */
    protected final void end() {
        over = true;
        ended = true;
    }

    /** The answer has ended in an error. */
    protected final void fail(Delta.Failure failure, Consumer<Delta> deltas) {
        over = true;
        deltas.accept(failure);
    }

    /** The object of a field; one without fields when there is none. */
    protected static JsonValue.Obj object(JsonValue.@Nullable Obj from, String name) {
        JsonValue.Obj object = from == null ? null : from.object(name);
        return object == null ? NOTHING : object;
    }
}
