package io.callstream.gateway.stream;

import io.callstream.gateway.json.Slice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object whose fields stand in the order in which they were first seen. There are few: they are searched in line. */
final class ObjectNode implements Node {
    private final List<Field> fields = new ArrayList<>(8);

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
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).named(name)) {
                return fields.get(i);
            }
        }
        return null;
    }
}
