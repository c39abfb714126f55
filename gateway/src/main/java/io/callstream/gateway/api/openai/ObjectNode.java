package io.callstream.gateway.api.openai;

import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object whose fields stand in the order in which they were first seen. There are few: they are searched in line, from
 * behind the last one found, since the next chunk brings them in the same order. Where there are many, an index finds
 * those that come out of order, so that no provider's object takes time that grows with its square.
 */
final class ObjectNode implements Node {
    private static final int FEW = 32;

    private final List<Field> fields = new ArrayList<>(8);
    private @Nullable Map<String, Integer> index;
    private int expected;

    @Nullable Node get(Slice name) {
        Field field = find(name);
        return field == null ? null : field.value();
    }

    void put(Slice name, Node value) {
        Field field = find(name);
        if (field == null) {
            fields.add(new Field(name.toBytes(), value));
            if (index != null) {
                index.put(key(name), fields.size() - 1);
            }
        } else {
            field.value(value);
        }
    }

    /** Takes over what another one says where this one says nothing. */
    void fillFrom(ObjectNode other) {
        for (Field field : other.fields) {
            Slice name = field.name();
            Node mine = get(name);
            if (mine == null || mine.empty()) {
                put(name, field.value());
            }
        }
    }

    @Override
    public boolean empty() {
        return fields.isEmpty();
    }

    @Override
    public long weight() {
        long weight = 120;
        for (Field field : fields) {
            weight += field.weight() + (index == null ? 8 : 120);
        }
        return weight;
    }

    /** Drops fields that take more than a few bytes. */
    void keepSmall(long most) {
        fields.removeIf(field -> field.weight() > most);
        index = null;
        expected = 0;
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
        if (size > FEW) {
            return findAmongMany(name);
        }
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

    private @Nullable Field findAmongMany(Slice name) {
        if (expected < fields.size() && fields.get(expected).named(name)) {
            return fields.get(expected++);
        }
        Integer place = index().get(key(name));
        if (place == null) {
            return null;
        }
        expected = place + 1;
        return fields.get(place);
    }

    private Map<String, Integer> index() {
        Map<String, Integer> places = index;
        if (places == null) {
            places = new HashMap<>();
            for (int i = 0; i < fields.size(); i++) {
                places.put(key(fields.get(i).name()), i);
            }
            index = places;
        }
        return places;
    }

    /** A string, since a map keeps those apart in good time whatever they hash to. */
    private static String key(Slice name) {
        return new String(name.array(), name.offset(), name.length(), StandardCharsets.ISO_8859_1);
    }
}
