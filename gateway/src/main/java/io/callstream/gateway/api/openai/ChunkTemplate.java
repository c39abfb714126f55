package io.callstream.gateway.api.openai;

import io.callstream.json.JsonCursor;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.util.Arrays;

/**
 * The last chunk that was read in full, with the strings in it that may change without changing what the chunk does: texts
 * that grow, and values that are replaced. A chunk that differs only in these is put together without being read: nearly
 * every chunk of a stream. For one stream and one thread.
 */
final class ChunkTemplate {
    private static final int MOST_STRINGS = 16;
    private static final int EMPTY_STRING = 2;

    private final TemplateString[] strings = new TemplateString[MOST_STRINGS];
    private Slice chunk = Slice.EMPTY;
    private int count;
    private boolean repeatable;
    private byte[] bytes = {};
    private int length;
    private int freshFrom;
    private int freshTo;
    private boolean replaces;

    /** Begins to note the strings of a chunk that is about to be read. */
    void begin(Slice read) {
        chunk = read;
        count = 0;
        length = 0;
        repeatable = true;
    }

    /** A string, with its quotes, has been appended to a text. */
    void grown(TextNode node, Slice string) {
        add(node, string, string.offset());
    }

    /**
     * A string, with its quotes, has taken the place of a value.
     *
     * @param nameFrom index in the array of where its field begins
     */
    void replaced(Node node, Slice string, int nameFrom) {
        if (node instanceof RawNode) {
            repeatable &= !known(node);
            add(node, string, nameFrom);
        }
    }

    /** What the chunk has done would not be done once more by the same bytes. */
    void unrepeatable() {
        repeatable = false;
    }

    /** The chunk has been read, and was a part of an answer like any other. */
    void learn() {
        if (!repeatable || count == 0 || chunk.length() > Short.MAX_VALUE) {
            return;
        }
        length = chunk.length();
        if (bytes.length < length) {
            bytes = new byte[length];
        }
        System.arraycopy(chunk.array(), chunk.offset(), bytes, 0, length);
        chunk = Slice.EMPTY;
    }

    void forget() {
        length = 0;
    }

    /** Puts a chunk together that differs from the template only in its strings; false when it has to be read. */
    boolean repeatedBy(Slice other) {
        if (length == 0 || !matches(other)) {
            return false;
        }
        freshFrom = other.length();
        freshTo = 0;
        replaces = false;
        for (int i = 0; i < count; i++) {
            if (strings[i].varies) {
                strings[i].take(other);
                replaces |= strings[i].node instanceof RawNode;
                freshFrom = Math.min(freshFrom, strings[i].newNameFrom());
                freshTo = Math.max(freshTo, strings[i].newTo);
            }
        }
        return true;
    }

    /** Outside of it, the chunk that was repeated last is the template, byte by byte. */
    Range fresh() {
        return new Range(Math.min(freshFrom, freshTo), freshTo);
    }

    /** A name that stands twice. */
    private boolean known(Node node) {
        for (int i = 0; i < count; i++) {
            if (strings[i].node == node) {
                return true;
            }
        }
        return false;
    }

    /** Whether values beside the growing texts were replaced by the chunk that was repeated last. */
    boolean replaces() {
        return replaces;
    }

    private void add(Node node, Slice string, int nameFrom) {
        if (count == MOST_STRINGS) {
            repeatable = false;
            return;
        }
        TemplateString place = strings[count];
        if (place == null) {
            place = new TemplateString();
            strings[count] = place;
        }
        count++;
        place.set(node, string.offset() - chunk.offset(), string.end() - chunk.offset(), nameFrom - chunk.offset());
    }

    /** A string that turns out to differ is one that varies, from then on. */
    private boolean matches(Slice other) {
        for (int tries = 0; tries <= count; tries++) {
            int differs = difference(other);
            if (differs < 0) {
                return true;
            }
            if (!vary(differs)) {
                return false;
            }
        }
        return false;
    }

    /** Where in the template the other chunk first differs outside of what varies; negative when it does not. */
    private int difference(Slice other) {
        byte[] data = other.array();
        int mine = 0;
        int its = other.offset();
        for (int i = 0; i < count; i++) {
            TemplateString string = strings[i];
            if (string.varies) {
                int same = mismatch(mine, string.from, data, its, other.end());
                if (same >= 0) {
                    return same;
                }
                its += string.from - mine;
                int end = JsonCursor.endOfString(other, its);
                if (end < 0) {
                    return length;
                }
                string.newFrom = its - other.offset();
                string.newTo = end - other.offset();
                its = end;
                mine = string.to;
            }
        }
        int same = mismatch(mine, length, data, its, other.end());
        return same < 0 && length - mine != other.end() - its ? length : same;
    }

    private int mismatch(int from, int to, byte[] data, int at, int limit) {
        int end = Math.min(limit, at + to - from);
        int index = Arrays.mismatch(bytes, from, to, data, at, end);
        return index < 0 ? -1 : from + index;
    }

    private boolean vary(int at) {
        for (int i = 0; i < count; i++) {
            TemplateString string = strings[i];
            if (!string.varies && string.from <= at && at < string.to) {
                string.varies = true;
                return true;
            }
        }
        return false;
    }

    /** One string of the template, and where it stands in the chunk that is looked at. */
    private static final class TemplateString {
        private Node node = RawNode.NULL;
        private int nameFrom;
        private int from;
        private int to;
        private boolean varies;
        private int newFrom;
        private int newTo;

        void set(Node target, int begin, int end, int name) {
            node = target;
            from = begin;
            to = end;
            nameFrom = name;
            varies = target instanceof TextNode;
        }

        /** A credential is known by its name: what is looked at anew begins with it. */
        int newNameFrom() {
            return newFrom - (from - nameFrom);
        }

        void take(Slice chunk) {
            Slice value = chunk.part(new Range(newFrom, newTo));
            if (node instanceof TextNode text) {
                text.append(value);
            } else if (node instanceof RawNode raw && (value.length() > EMPTY_STRING || raw.empty())) {
                raw.set(value);
            }
        }
    }
}
