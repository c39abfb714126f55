package io.callstream.gateway.api.openai;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a plain answer as a stream: each choice in one chunk and its end in another, the usage where it was asked for, and
 * {@code [DONE]}. Fields that nobody here has heard of stay where they stand.
 */
final class StreamedAnswer {
    private static final Slice COMPLETION = Slice.of("\"chat.completion\"");
    private static final Slice CHUNK = Slice.of("\"chat.completion.chunk\"");

    private final Slice answer;
    private final Bytes out = new Bytes(1024);
    private final Bytes envelope = new Bytes(256);
    private final List<Slice> choices = new ArrayList<>();
    private @Nullable Slice usage;

    private StreamedAnswer(Slice answer) {
        this.answer = answer;
    }

    /** Null when it has no list of choices. */
    static byte @Nullable [] of(Slice answer, boolean askUsage) {
        try {
            StreamedAnswer streamed = new StreamedAnswer(onOneLine(answer));
            return streamed.read() ? streamed.write(askUsage) : null;
        } catch (InvalidJsonException e) {
            return null; // the caller looks elsewhere for an answer
        }
    }

    /** Line ends would end the event; in JSON they stand between values only. */
    private static Slice onOneLine(Slice answer) {
        byte[] copy = answer.toBytes();
        for (int i = 0; i < copy.length; i++) {
            if (copy[i] == '\n' || copy[i] == '\r') {
                copy[i] = ' ';
            }
        }
        return Slice.of(copy);
    }

    private boolean read() throws InvalidJsonException {
        boolean found = false;
        JsonCursor cursor = JsonCursor.lenient(answer);
        cursor.beginObject();
        while (cursor.nextField()) {
            Slice name = cursor.rawKey();
            JsonKind kind = cursor.peek();
            if (cursor.keyIs(Names.CHOICES) && kind == JsonKind.ARRAY) {
                found = true;
                cursor.beginArray();
                while (cursor.nextElement()) {
                    choices.add(answer.part(cursor.skip()));
                }
            } else if (cursor.keyIs(Names.USAGE)) {
                usage = answer.part(cursor.skip());
            } else {
                boolean object = cursor.keyIs(Names.OBJECT);
                Slice value = answer.part(cursor.skip());
                field(envelope, name, object && sameText(value, COMPLETION) ? CHUNK : value);
                envelope.add(",");
            }
        }
        return found;
    }

    private byte[] write(boolean askUsage) throws InvalidJsonException {
        for (int i = 0; i < choices.size(); i++) {
            choice(choices.get(i), i);
        }
        if (askUsage && usage != null) {
            begin();
            out.add("],\"usage\":");
            out.add(usage);
            out.add("}\n\n");
        }
        out.add("data: [DONE]\n\n");
        return out.slice().toBytes();
    }

    private void begin() {
        out.add("data: {");
        out.add(envelope.slice());
        out.add("\"choices\":[");
    }

    /** @param place of the choice in the list, for one that does not say it */
    private void choice(Slice choice, int place) throws InvalidJsonException {
        Bytes rest = new Bytes(128);
        Slice index = Slice.of(Integer.toString(place));
        Slice finish = Slice.of("null");
        Slice message = null;
        JsonCursor cursor = JsonCursor.lenient(choice);
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.keyIs(Names.INDEX)) {
                index = choice.part(cursor.skip());
            } else if (cursor.keyIs(Names.FINISH_REASON)) {
                finish = choice.part(cursor.skip());
            } else if (cursor.keyIs(Names.WHOLE)) {
                message = choice.part(cursor.skip());
            } else {
                Slice name = cursor.rawKey();
                rest.add(",");
                field(rest, name, choice.part(cursor.skip()));
            }
        }
        if (message == null) {
            chunk(index, rest, null, finish);
        } else {
            chunk(index, rest, message, Slice.of("null"));
            chunk(index, new Bytes(1), Slice.of("{}"), finish);
        }
    }

    /** @param message null for a choice of a text completion, whose text stands in the rest */
    private void chunk(Slice index, Bytes rest, @Nullable Slice message, Slice finish) throws InvalidJsonException {
        begin();
        out.add("{\"index\":");
        out.add(index);
        if (message != null) {
            out.add(",\"delta\":");
            delta(message);
        }
        out.add(rest.slice());
        out.add(",\"finish_reason\":");
        out.add(finish);
        out.add("}]}\n\n");
    }

    private void delta(Slice message) throws InvalidJsonException {
        JsonCursor cursor = JsonCursor.lenient(message);
        String comma = "{";
        cursor.beginObject();
        while (cursor.nextField()) {
            out.add(comma);
            comma = ",";
            Slice name = cursor.rawKey();
            if (cursor.keyIs(Names.TOOL_CALLS) && cursor.peek() == JsonKind.ARRAY) {
                out.add("\"tool_calls\":[");
                toolCalls(message, cursor);
                out.add("]");
            } else {
                field(out, name, message.part(cursor.skip()));
            }
        }
        out.add(comma.equals("{") ? "{}" : "}");
    }

    /** In a stream each part says which call it belongs to. */
    private void toolCalls(Slice message, JsonCursor cursor) throws InvalidJsonException {
        cursor.beginArray();
        for (int i = 0; cursor.nextElement(); i++) {
            Slice call = message.part(cursor.skip());
            out.add(i == 0 ? "" : ",");
            if (hasIndex(call)) {
                out.add(call);
            } else {
                out.add("{\"index\":" + i + (call.length() > 2 ? "," : ""));
                out.add(call.array(), call.offset() + 1, call.length() - 1);
            }
        }
    }

    /** Also of something that is no object, to which nothing is added. */
    private static boolean hasIndex(Slice call) throws InvalidJsonException {
        JsonCursor cursor = JsonCursor.lenient(call);
        if (cursor.peek() != JsonKind.OBJECT) {
            return true;
        }
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.keyIs(Names.INDEX)) {
                return true;
            }
            cursor.skip();
        }
        return false;
    }

    private static boolean sameText(Slice value, Slice wanted) {
        return value.text().equals(wanted.text());
    }

    private static void field(Bytes into, Slice name, Slice value) {
        into.add("\"");
        into.add(name);
        into.add("\":");
        into.add(value);
    }
}
