package io.callstream.gateway.api.openai;

import io.callstream.json.Slice;
import java.util.Arrays;

/**
 * A string that grows. Its pieces are kept in their escaped form: put end to end, the insides of JSON strings are the
 * inside of a JSON string.
 */
final class TextNode implements Node {
    private static final int FIRST_CAPACITY = 64;

    private final Bytes inside = new Bytes(FIRST_CAPACITY);

    /** @param string with its quotes */
    void append(Slice string) {
        inside.add(string.array(), string.offset() + 1, string.length() - 2);
    }

    /** Whether the string is all the text so far. */
    boolean is(Slice string) {
        Slice known = inside.slice();
        return Arrays.equals(known.array(), 0, known.length(), string.array(), string.offset() + 1, string.end() - 1);
    }

    @Override
    public boolean empty() {
        return inside.length() == 0;
    }

    @Override
    public long weight() {
        return 16 + inside.weight();
    }

    @Override
    public void write(Bytes out) {
        out.add("\"");
        out.add(inside.slice());
        out.add("\"");
    }
}
