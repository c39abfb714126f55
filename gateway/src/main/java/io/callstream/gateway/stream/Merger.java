package io.callstream.gateway.stream;

import io.callstream.gateway.json.InvalidJsonException;
import io.callstream.gateway.json.JsonCursor;
import io.callstream.gateway.json.JsonKind;
import io.callstream.gateway.json.Range;
import io.callstream.gateway.json.Slice;
import org.jspecify.annotations.Nullable;

/**
 * Puts values together: strings of a delta grow, objects are put together field by field, arrays element by element
 * where the elements name their index. Null changes nothing, and 0 no number; whatever else comes again replaces what was there.
 */
final class Merger {
    private static final byte[][] ONCE = Names.once();
    private static final int MOST_ELEMENTS = 4096;

    private final Slice text;
    private final JsonCursor cursor;

    Merger(Slice text) {
        this.text = text;
        this.cursor = new JsonCursor(text);
    }

    JsonCursor cursor() {
        return cursor;
    }

    /** The text from a position to where the cursor is. */
    Slice since(int from) {
        return text.part(new Range(from, cursor.position()));
    }

    /** The next value, put together with what is there. */
    Node merge(@Nullable Node old, boolean growing) throws InvalidJsonException {
        JsonKind kind = cursor.peek();
        return switch (kind) {
            case OBJECT -> object(old instanceof ObjectNode node ? node : new ObjectNode(), growing);
            case ARRAY -> list(old instanceof ListNode node ? node : new ListNode(), growing);
            case STRING -> growing ? grown(old) : raw(old);
            case NULL -> old == null ? raw(null) : kept(old);
            case NUMBER -> number(old);
            default -> raw(old);
        };
    }

    /** The field under way, whose value comes next, put together with what the object has. */
    void field(ObjectNode object, Slice name, boolean growing) throws InvalidJsonException {
        Node old = object.get(name);
        Node merged = merge(old, growing);
        if (merged != old) {
            object.put(name, merged);
        }
    }

    private Node object(ObjectNode object, boolean growing) throws InvalidJsonException {
        cursor.beginObject();
        while (cursor.nextField()) {
            field(object, cursor.rawKey(), growing && !once());
        }
        return object;
    }

    private boolean once() {
        for (byte[] name : ONCE) {
            if (cursor.keyIs(name)) {
                return true;
            }
        }
        return false;
    }

    private Node list(ListNode list, boolean growing) throws InvalidJsonException {
        cursor.beginArray();
        while (cursor.nextElement()) {
            boolean object = cursor.peek() == JsonKind.OBJECT;
            Slice element = text.part(cursor.skip());
            int index = growing && object ? index(element) : -1;
            if (index < 0) {
                list.append(new RawNode(element));
            } else {
                new Merger(element).elementInto(list.at(index));
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
                field(object, cursor.rawKey(), !once());
            }
        }
    }

    /** The index an element names; negative when it names none that can be. */
    static int index(Slice element) throws InvalidJsonException {
        JsonCursor fields = new JsonCursor(element);
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

    private Node grown(@Nullable Node old) throws InvalidJsonException {
        TextNode node = old instanceof TextNode growing ? growing : new TextNode();
        node.append(text.part(cursor.skip()));
        return node;
    }

    private Node raw(@Nullable Node old) throws InvalidJsonException {
        Slice value = text.part(cursor.skip());
        return old == null ? new RawNode(value) : replaced(old, value);
    }

    /** A 0 is how some streams end that have counted already. */
    private Node number(@Nullable Node old) throws InvalidJsonException {
        if (old == null) {
            return raw(null);
        }
        Slice value = text.part(cursor.skip());
        return isZero(value) ? old : replaced(old, value);
    }

    private static boolean isZero(Slice number) {
        for (int i = number.offset(); i < number.end(); i++) {
            if (number.array()[i] != '0' && number.array()[i] != '.') {
                return false;
            }
        }
        return true;
    }

    private static Node replaced(Node old, Slice value) {
        if (old instanceof RawNode node) {
            node.replace(value);
            return node;
        }
        return new RawNode(value);
    }

    private Node kept(Node old) throws InvalidJsonException {
        cursor.skip();
        return old;
    }
}
