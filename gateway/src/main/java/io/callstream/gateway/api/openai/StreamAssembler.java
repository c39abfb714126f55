package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.AnswerError;
import io.callstream.gateway.api.ChunkFacts;
import io.callstream.gateway.api.StreamAnswer;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts the chunks of a stream together into the shape that a plain answer has: every choice, tool calls by their
 * index and id, refusals, log probabilities, and fields that nobody here has heard of. What is said again as nothing
 * (an empty id, name or finish reason, as filters and gateways between do) does not undo what was said. For one stream
 * and one thread.
 */
public final class StreamAssembler implements StreamAnswer {
    private static final String CHAT_CHUNK = "\"chat.completion.chunk\"";
    private static final Slice CHAT = Slice.of("\"chat.completion\"");
    private static final Slice ASSISTANT = Slice.of("\"assistant\"");
    private static final Slice NULL = Slice.of("null");
    private static final int KEPT_FIELD = 4096;
    private static final int MOST_CHOICES = 4095;

    private final ObjectNode answer = new ObjectNode();
    private ListNode choices = new ListNode();
    /** Messages that some send whole beside their deltas. */
    private ListNode wholes = new ListNode();

    private final BitSet begun = new BitSet();
    private final BitSet ended = new BitSet();
    private final Envelope envelope = new Envelope();
    private final ChunkTemplate template = new ChunkTemplate();
    private Range fresh = new Range(0, 0);
    private @Nullable String finished;
    private @Nullable AnswerError choiceError;
    private boolean empty = true;
    private boolean usage;

    /**
     * Takes in the data of one frame; {@code [DONE]} is not for here.
     *
     * @param data only looked at during the call
     */
    @Override
    public ChunkFacts accept(Slice data) {
        if (template.repeatedBy(data)) {
            fresh = template.fresh();
            if (template.replaces()) {
                envelope.forget();
            }
            return ChunkFacts.CONTENT;
        }
        template.forget();
        fresh = new Range(0, data.length());
        return read(data);
    }

    /**
     * The part of the last chunk that may differ from the last one of which everything was fresh. Outside of it both are the
     * same, byte by byte; it begins and ends between values and names.
     */
    @Override
    public Range fresh() {
        return fresh;
    }

    /** A chunk is not to be put together. */
    @Override
    public void leaveOut(Slice data) {
        template.forget();
        fresh = new Range(0, data.length());
    }

    private ChunkFacts read(Slice data) {
        int from = envelope.sharedWith(data);
        ChunkScan scan = ChunkScan.of(data, from);
        if (scan.unreadable()) {
            return ChunkFacts.UNREADABLE;
        }
        AnswerError error = scan.error(data);
        if (error != null && !scan.choices()) {
            return new ChunkFacts(ChunkFacts.Kind.ERROR, null, error);
        }
        finished = null;
        usage |= scan.usage();
        choiceError = error;
        empty = false;
        template.begin(data);
        try {
            chunk(new Merger(data, template), data, from);
        } catch (InvalidJsonException e) {
            throw new IllegalStateException("a chunk that was checked cannot be malformed", e);
        }
        if (from == 0) {
            envelope.take(data, scan.envelope());
        }
        ChunkFacts facts = facts(scan.kind());
        if (scan.ordinary() && facts.equals(ChunkFacts.CONTENT)) {
            template.learn();
        }
        return facts;
    }

    private ChunkFacts facts(ChunkFacts.Kind kind) {
        if (choiceError != null) {
            return new ChunkFacts(ChunkFacts.Kind.ERROR, finished, choiceError);
        }
        if (kind == ChunkFacts.Kind.USAGE_ONLY) {
            return ChunkFacts.USAGE_ONLY;
        }
        return finished == null ? ChunkFacts.CONTENT : new ChunkFacts(kind, finished, null);
    }

    /** Whether any part of an answer has come. */
    @Override
    public boolean started() {
        return !begun.isEmpty();
    }

    /** Whether the stream has reported its usage. */
    @Override
    public boolean usage() {
        return usage;
    }

    /** Whether every choice that was begun has ended, and there is one. */
    @Override
    public boolean finished() {
        return !begun.isEmpty() && begun.equals(ended);
    }

    /** About what the answer takes of the heap, as far as it has come. */
    @Override
    public long weight() {
        return answer.weight() + wholes.weight();
    }

    /** Drops what has been put together, except what is short and stands beside the choices. */
    @Override
    public void forget() {
        template.forget();
        choices = new ListNode();
        wholes = new ListNode();
        answer.keepSmall(KEPT_FIELD);
        answer.put(Slice.of(Names.CHOICES), choices);
    }

    /** The answer as far as it has come, in an array of its own; null when nothing has come. */
    @Override
    public @Nullable Slice response() {
        if (empty) {
            return null;
        }
        template.forget();
        wholes.each((index, whole) -> addWhole(choices.at(index), whole.get(Names.MESSAGE)));
        choices.each((index, choice) -> complete(choice));
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
                // Citations and the like, which each chunk repeats: appended they would come once for every chunk.
                latest(name, data.part(cursor.skip()));
            } else if (cursor.keyIs(Names.OBJECT)) {
                Slice object = data.part(cursor.skip());
                latest(name, object.text().equals(CHAT_CHUNK) ? CHAT : object);
            } else {
                merger.field(answer, name, false);
            }
        }
    }

    /** The latest value stands, unless it says nothing. */
    private void latest(Slice name, Slice value) {
        Node old = answer.get(name);
        RawNode latest = new RawNode(value);
        if (old == null || !latest.empty()) {
            answer.put(name, latest);
        }
    }

    private void choices(JsonCursor cursor, Slice data) throws InvalidJsonException {
        cursor.beginArray();
        for (int place = 0; cursor.nextElement(); place++) {
            boolean object = cursor.peek() == JsonKind.OBJECT;
            Slice element = data.part(cursor.skip());
            if (object) {
                int index = Merger.index(element);
                choice(element, index < 0 ? Math.min(place, MOST_CHOICES) : index);
            }
        }
    }

    private void choice(Slice element, int index) throws InvalidJsonException {
        Merger merger = new Merger(element, template);
        ObjectNode choice = choices.at(index);
        begun.set(index);
        JsonCursor cursor = merger.cursor();
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.keyIs(Names.DELTA)) {
                merger.field(choice, Names.MESSAGE, true);
            } else if (cursor.keyIs(Names.FINISH_REASON) && cursor.peek() == JsonKind.STRING) {
                finish(merger, element, choice, index);
            } else if (cursor.keyIs(Names.WHOLE) && cursor.peek() == JsonKind.OBJECT) {
                whole(wholes.at(index), element.part(cursor.skip()));
            } else {
                if (cursor.keyIs(Names.ERROR)) {
                    fail(element);
                }
                merger.field(choice, cursor.rawKey(), cursor.keyIs(Names.TEXT));
            }
        }
    }

    /** An empty reason is none, as null is. */
    private void finish(Merger merger, Slice element, ObjectNode choice, int index) throws InvalidJsonException {
        Slice name = merger.cursor().rawKey();
        int from = merger.cursor().position();
        String reason = merger.cursor().string();
        if (reason.isEmpty()) {
            if (choice.get(name) == null) {
                choice.put(name, new RawNode(NULL));
            }
            return;
        }
        ended.set(index);
        choice.put(name, new RawNode(merger.since(from)));
        if (index == 0) {
            finished = reason;
        }
        if (reason.equals(ResponseScan.FINISHED_BY_ERROR)) {
            fail(element);
            choiceError = choiceError == null ? AnswerError.UNSAID : choiceError;
        }
    }

    private void fail(Slice element) {
        template.unrepeatable();
        AnswerError said = AnswerError.of(element, true);
        choiceError = choiceError == null ? said : choiceError;
    }

    private static void whole(ObjectNode latest, Slice message) {
        if (message.length() > 2) {
            latest.put(Names.MESSAGE, RawNode.of(latest.get(Names.MESSAGE), message));
        }
    }

    private static void addWhole(ObjectNode choice, @Nullable Node latest) {
        if (!(latest instanceof RawNode raw)) {
            return;
        }
        ObjectNode whole = Merger.object(raw.json());
        if (choice.get(Names.MESSAGE) instanceof ObjectNode message) {
            message.fillFrom(whole);
        } else {
            choice.put(Names.MESSAGE, whole);
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
