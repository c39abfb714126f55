package io.callstream.json;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a known field name stands for by the name's bytes, without making a text of it: most bodies have fields that
 * thousands had before. Immutable.
 */
public final class FieldTable<T> {
    private static final int SLOTS_PER_NAME = 4;
    private static final int FACTOR = 31;

    private final Map<String, T> values;
    private final Entry<T>[] slots;

    /** A name in UTF-8 and what it stands for; {@code next} has the same slot. */
    private record Entry<T>(byte[] name, T value, @Nullable Entry<T> next) {}

    /** @param values by field name */
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type cannot be made otherwise
    public FieldTable(Map<String, ? extends T> values) {
        this.values = Map.copyOf(values);
        this.slots = new Entry[Integer.highestOneBit(Math.max(1, values.size())) * SLOTS_PER_NAME];
        this.values.forEach((name, value) -> put(name.getBytes(StandardCharsets.UTF_8), value));
    }

    private void put(byte[] name, T value) {
        int slot = slot(name, 0, name.length);
        slots[slot] = new Entry<>(name, value, slots[slot]);
    }

    /** What the cursor's current field stands for, however its name is escaped; null for a name that is not known. */
    public @Nullable T at(JsonCursor cursor) {
        if (cursor.keyIsEscaped()) {
            return values.get(cursor.key());
        }
        Slice key = cursor.rawKey();
        Entry<T> entry = slots[slot(key.array(), key.offset(), key.end())];
        while (entry != null && !cursor.keyIs(entry.name)) {
            entry = entry.next;
        }
        return entry == null ? null : entry.value;
    }

    private int slot(byte[] data, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * FACTOR + data[i];
        }
        return (hash ^ hash >>> Short.SIZE) & slots.length - 1;
    }
}
