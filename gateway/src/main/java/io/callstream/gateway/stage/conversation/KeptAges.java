package io.callstream.gateway.stage.conversation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How old what is kept is, and how much it is. Safe for all threads. */
final class KeptAges {
    private final Map<String, Entry> entries = new HashMap<>();
    private final TreeSet<Entry> oldestFirst =
            new TreeSet<>(Comparator.comparingLong(Entry::millis).thenComparing(Entry::name));
    private long bytes;

    private record Entry(String name, long millis, int bytes) {}

    /** @param value null when it is kept no longer */
    synchronized void changed(String name, byte @Nullable [] value) {
        Entry before = entries.remove(name);
        if (before != null) {
            oldestFirst.remove(before);
            bytes -= before.bytes();
        }
        if (value != null) {
            Entry entry = new Entry(name, Envelope.millis(value), value.length);
            entries.put(name, entry);
            oldestFirst.add(entry);
            bytes += value.length;
        }
    }

    /** Those that have to go, so that the rest is no more than this and none of it older. */
    synchronized List<String> tooMany(long mostBytes, long oldestMillis) {
        List<String> names = new ArrayList<>();
        long left = bytes;
        for (Entry oldest : oldestFirst) {
            if (left <= mostBytes && oldest.millis() >= oldestMillis) {
                break;
            }
            left -= oldest.bytes();
            names.add(oldest.name());
        }
        return names;
    }
}
