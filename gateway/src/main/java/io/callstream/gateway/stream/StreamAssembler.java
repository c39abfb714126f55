package io.callstream.gateway.stream;

import io.callstream.gateway.json.InvalidJsonException;
import io.callstream.gateway.json.JsonCursor;
import io.callstream.gateway.json.JsonKind;
import io.callstream.gateway.json.ResponseScan;
import io.callstream.gateway.json.Slice;
import org.jspecify.annotations.Nullable;

/**
 * Puts the chunks of a stream together into the shape that a plain answer has: every choice, tool calls by their
 * index, refusals, log probabilities, and fields that nobody here has heard of. For one stream and one thread.
 */
public final class StreamAssembler {
    private static final String CHAT_CHUNK = "\"chat.completion.chunk\"";
    private static final Slice CHAT = Slice.of("\"chat.completion\"");
    private static final Slice ASSISTANT = Slice.of("\"assistant\"");
    private static final Slice NULL = Slice.of("null");

    private final ObjectNode answer = new ObjectNode();
    private final ListNode choices = new ListNode();
    private final Envelope envelope = new Envelope();
    private @Nullable String finished;
    private boolean empty = true;

    /**
     * Takes in the data of one frame; {@code [DONE]} is not for here.
     *
     * @param data only looked at during the call
     */
    public ChunkFacts accept(Slice data) {
        int from = envelope.sharedWith(data);
        ChunkScan scan = ChunkScan.of(data, from);
        ChunkFacts.Kind kind = scan.kind();
        switch (kind) {
            case UNREADABLE:
                return ChunkFacts.UNREADABLE;
            case ERROR:
                return ChunkFacts.ERROR;
            default:
                break;
        }
        finished = null;
        empty = false;
        try {
            chunk(new Merger(data), data, from);
        } catch (InvalidJsonException e) {
            throw new IllegalStateException("a chunk that was checked cannot be malformed", e);
        }
        if (from == 0) {
            envelope.take(data, scan.envelope());
        }
        if (kind == ChunkFacts.Kind.USAGE_ONLY) {
            return ChunkFacts.USAGE_ONLY;
        }
        return finished == null ? ChunkFacts.CONTENT : new ChunkFacts(kind, finished);
    }

    /** The answer as far as it has come, in an array of its own; null when nothing has come. */
    public @Nullable Slice response() {
        if (empty) {
            return null;
        }
        for (ObjectNode choice : choices.elements()) {
            complete(choice);
        }
        Bytes out = new Bytes(1024);
        answer.write(out);
        return out.slice();
    }

    /** What the answer says of itself: id, model, finish reason, usage. */
    public ResponseScan scan() {
        Slice response = response();
        return response == null ? ResponseScan.NOTHING : ResponseScan.of(response);
    }

    private void chunk(Merger merger, Slice data, int from) throws InvalidJsonException {
        JsonCursor cursor = merger.cursor();
        cursor.beginObject(from);
        while (cursor.nextField()) {
            Slice name = cursor.rawKey();
            boolean list = cursor.peek() == JsonKind.ARRAY;
            if (list && cursor.keyIs(Names.CHOICES)) {
                answer.put(name, choices);
                choices(cursor, data);
            } else if (list) {
                // Citations and the like, which each chunk tells anew: appended they would come once for every chunk.
                answer.put(name, new RawNode(data.part(cursor.skip())));
            } else if (cursor.keyIs(Names.OBJECT)) {
                Slice object = data.part(cursor.skip());
                answer.put(name, new RawNode(object.text().equals(CHAT_CHUNK) ? CHAT : object));
            } else {
                merger.field(answer, name, false);
            }
        }
    }

    private void choices(JsonCursor cursor, Slice data) throws InvalidJsonException {
        cursor.beginArray();
        while (cursor.nextElement()) {
            boolean object = cursor.peek() == JsonKind.OBJECT;
            Slice element = data.part(cursor.skip());
            if (object) {
                int index = Math.max(0, Merger.index(element));
                choice(new Merger(element), choices.at(index), index);
            }
        }
    }

    private void choice(Merger merger, ObjectNode choice, int index) throws InvalidJsonException {
        JsonCursor cursor = merger.cursor();
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.keyIs(Names.DELTA)) {
                merger.field(choice, Names.MESSAGE, true);
            } else if (index == 0 && cursor.keyIs(Names.FINISH_REASON) && cursor.peek() == JsonKind.STRING) {
                Slice name = cursor.rawKey();
                int from = cursor.position();
                finished = cursor.string();
                choice.put(name, new RawNode(merger.since(from)));
            } else {
                merger.field(choice, cursor.rawKey(), cursor.keyIs(Names.TEXT));
            }
        }
    }

    /** A plain answer's message always has a role and content, be it null. */
    private static void complete(ObjectNode choice) {
        if (choice.get(Names.MESSAGE) instanceof ObjectNode message) {
            if (message.get(Names.ROLE) == null) {
                message.put(Names.ROLE, new RawNode(ASSISTANT));
            }
            if (message.get(Names.CONTENT) == null) {
                message.put(Names.CONTENT, new RawNode(NULL));
            }
        }
    }
}
