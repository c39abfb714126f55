package io.callstream.gateway.api.openai;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;

/**
 * Puts values together: texts of a delta grow, objects are put together field by field, arrays element by element
 * where the elements name their index, tool calls also by their id. Null and empty texts change nothing, and 0 no number;
 * whatever else comes again replaces what was there.
 */
final class Merger {
    private static final byte[][] ONCE = Names.once();
    private static final byte[][] TEXTS = Names.texts();
    private static final int MOST_ELEMENTS = 4096;
    /** A piece of an unknown text that is as long as this, and all there was before, is a constant said again. */
    private static final int LIKELY_CONSTANT = 8;

    /**
     * Lists in lists that are put together; deeper ones are kept as they come. Each level is read twice, which would take
     * long for a chunk that is nothing but nesting.
     */
    private static final int DEEPEST = 8;

    private final int depth;
    private final Slice text;
    private final ChunkTemplate template;
    private final JsonCursor cursor;

    /** @param template notes what becomes of the strings */
    Merger(Slice text, ChunkTemplate template) {
        this(text, template, 0);
    }

    /** @param depth how many lists it stands in */
    private Merger(Slice text, ChunkTemplate template, int depth) {
        this.text = text;
        this.template = template;
        this.depth = depth;
        this.cursor = JsonCursor.lenient(text);
    }

    JsonCursor cursor() {
        return cursor;
    }

    /** The text from a position to where the cursor is. */
    Slice since(int from) {
        return text.part(new Range(from, cursor.position()));
    }

    /** The field under way, whose value comes next, put together with what the object has. */
    void field(ObjectNode object, Slice name, boolean growing) throws InvalidJsonException {
        Node old = object.get(name);
        Node merged = merge(old, growing);
        if (merged != old) {
            object.put(name, merged);
        }
    }

    /** An object that is known to be JSON. */
    static ObjectNode object(Slice json) {
        try {
            ObjectNode object = new ObjectNode();
            new Merger(json, new ChunkTemplate()).object(object, false);
            return object;
        } catch (InvalidJsonException e) {
            throw new IllegalStateException("an object that was checked cannot be malformed", e);
        }
    }

    /** The next value, put together with what is there. */
    private Node merge(@Nullable Node old, boolean growing) throws InvalidJsonException {
        return switch (cursor.peek()) {
            case OBJECT -> object(old instanceof ObjectNode node ? node : new ObjectNode(), growing);
            case ARRAY -> list(old instanceof ListNode node ? node : new ListNode(), growing);
            case STRING -> string(old, growing);
            case NULL -> old == null ? raw(null) : kept(old);
            case NUMBER -> number(old);
            default -> raw(old);
        };
    }

    private Node object(ObjectNode object, boolean growing) throws InvalidJsonException {
        cursor.beginObject();
        while (cursor.nextField()) {
            field(object, cursor.rawKey(), growing);
        }
        return object;
    }

    private Node string(@Nullable Node old, boolean growing) throws InvalidJsonException {
        boolean text = growing && keyIsOneOf(TEXTS);
        if (text || growing && !keyIsOneOf(ONCE)) {
            return grown(old, text);
        }
        int name = this.text.offset() + cursor.keyPosition();
        Slice value = this.text.part(cursor.skip());
        Node node = old != null && !old.empty() && value.length() == 2 ? old : RawNode.of(old, value);
        if (!growing) {
            template.replaced(node, value, name);
        }
        return node;
    }

    private boolean keyIsOneOf(byte[][] names) {
        for (byte[] name : names) {
            if (cursor.keyIs(name)) {
                return true;
            }
        }
        return false;
    }

    private Node list(ListNode list, boolean growing) throws InvalidJsonException {
        boolean calls = growing && cursor.keyIs(Names.TOOL_CALLS);
        cursor.beginArray();
        while (cursor.nextElement()) {
            boolean object = cursor.peek() == JsonKind.OBJECT && depth < DEEPEST;
            Slice element = text.part(cursor.skip());
            int index = growing && object ? index(element) : -1;
            if (calls && object) {
                new Merger(element, template, depth + 1).elementInto(list.at(index, id(element)));
            } else if (index >= 0) {
                new Merger(element, template, depth + 1).elementInto(list.at(index));
            } else {
                list.append(element);
                template.unrepeatable();
            }
        }
        return list;
    }

    /** A plain answer's elements do not name their index, so that it is left out. */
    private void elementInto(ObjectNode object) throws InvalidJsonException {
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.keyIs(Names.INDEX)) {
                cursor.skip();
            } else {
                field(object, cursor.rawKey(), true);
            }
        }
    }

    /** The index an element names; negative when it names none that can be. */
    static int index(Slice element) throws InvalidJsonException {
        JsonCursor fields = JsonCursor.lenient(element);
        fields.beginObject();
        while (fields.nextField()) {
            if (fields.keyIs(Names.INDEX) && fields.peek() == JsonKind.NUMBER) {
                long index = fields.wholeNumber(-1);
                return index < MOST_ELEMENTS ? (int) index : -1;
            }
            fields.skip();
        }
        return -1;
    }

    /** The id an element names; null when it names none. */
    private static @Nullable String id(Slice element) throws InvalidJsonException {
        JsonCursor fields = JsonCursor.lenient(element);
        fields.beginObject();
        while (fields.nextField()) {
            if (fields.keyIs(Names.ID) && fields.peek() == JsonKind.STRING) {
                String id = fields.string();
                return id.isEmpty() ? null : id;
            }
            fields.skip();
        }
        return null;
    }

    private Node grown(@Nullable Node old, boolean known) throws InvalidJsonException {
        TextNode node = old instanceof TextNode growing ? growing : new TextNode();
        Slice piece = text.part(cursor.skip());
        if (known || piece.length() < LIKELY_CONSTANT + 2 || !node.is(piece)) {
            node.append(piece);
        }
        if (known) {
            template.grown(node, piece);
        } else {
            template.unrepeatable();
        }
        return node;
    }

    private Node raw(@Nullable Node old) throws InvalidJsonException {
        return RawNode.of(old, text.part(cursor.skip()));
    }

    /** A 0 is how some streams end that have counted already. */
    private Node number(@Nullable Node old) throws InvalidJsonException {
        Slice value = text.part(cursor.skip());
        return old != null && isZero(value) ? old : RawNode.of(old, value);
    }

    private static boolean isZero(Slice number) {
        for (int i = number.offset(); i < number.end(); i++) {
            if (number.array()[i] != '0' && number.array()[i] != '.') {
                return false;
            }
        }
        return true;
    }

    private Node kept(Node old) throws InvalidJsonException {
        cursor.skip();
        return old;
    }
}
