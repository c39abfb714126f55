package io.callstream.gateway.stream;

import io.callstream.gateway.json.Slice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object whose fields stand in the order in which they were first seen. There are few: they are searched in line, from
 * behind the last one found, since the next chunk brings them in the same order.
 */
final class ObjectNode implements Node {
    private final List<Field> fields = new ArrayList<>(8);
    private int expected;

    @Nullable Node get(Slice name) {
        Field field = find(name);
        return field == null ? null : field.value();
    }

    void put(Slice name, Node value) {
        Field field = find(name);
        if (field == null) {
            fields.add(new Field(name.toBytes(), value));
        } else {
            field.value(value);
        }
    }

    @Override
    public void write(Bytes out) {
        out.add("{");
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                out.add(",");
            }
            fields.get(i).write(out);
        }
        out.add("}");
    }

    private @Nullable Field find(Slice name) {
        int size = fields.size();
        for (int n = 0, i = expected; n < size; n++, i++) {
            i = i < size ? i : 0;
            Field field = fields.get(i);
            if (field.named(name)) {
                expected = i + 1;
                return field;
            }
        }
        return null;
    }
}
