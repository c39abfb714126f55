package io.callstream.gateway.api.openai;

import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;

/** A value taken as it came; the last one stands. */
final class RawNode implements Node {
    static final RawNode NULL = new RawNode(Slice.of("null"));

    private static final int NULL_LENGTH = 4;

    private final Bytes json = new Bytes(16);

    RawNode(Slice value) {
        json.add(value);
    }

    /** A node that has this value: the old one, if it can. */
    static RawNode of(@Nullable Node old, Slice value) {
        if (old instanceof RawNode node) {
            node.set(value);
            return node;
        }
        return new RawNode(value);
    }

    void set(Slice value) {
        json.clear();
        json.add(value);
    }

    /** A view, valid until the next change. */
    Slice json() {
        return json.slice();
    }

    @Override
    public boolean empty() {
        Slice value = json.slice();
        byte first = value.array()[0];
        return value.length() == 2 && (first == '"' || first == '[' || first == '{')
                || value.length() == NULL_LENGTH && first == 'n';
    }

    @Override
    public long weight() {
        return 16 + json.weight();
    }

    @Override
    public void write(Bytes out) {
        out.add(json.slice());
    }
}
