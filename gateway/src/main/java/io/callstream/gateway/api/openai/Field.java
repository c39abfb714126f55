package io.callstream.gateway.api.openai;

import io.callstream.json.Slice;
import java.util.Arrays;

/** A named value inside an {@link ObjectNode}. */
final class Field {
    /** The name as it came, escaped, without quotes. */
    private final byte[] name;

    private Node value;

    Field(byte[] name, Node value) {
        this.name = name;
        this.value = value;
    }

    Slice name() {
        return Slice.of(name);
    }

    boolean named(Slice wanted) {
        return Arrays.equals(name, 0, name.length, wanted.array(), wanted.offset(), wanted.end());
    }

    Node value() {
        return value;
    }

    void value(Node replacement) {
        value = replacement;
    }

    long weight() {
        return 48L + name.length + value.weight();
    }

    void write(Bytes out) {
        out.add("\"");
        out.add(name, 0, name.length);
        out.add("\":");
        value.write(out);
    }
}
