package io.callstream.console.calls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/** The latest calls, newest first; the oldest go when there are too many. Written by one thread, read by any. */
public final class CallRing {
    private final int most;
    private final ConcurrentSkipListMap<CallRow.Order, CallRow> rows = new ConcurrentSkipListMap<>();
    private final Map<String, CallRow> byId = new java.util.concurrent.ConcurrentHashMap<>();

    /** @param most how many calls are kept */
    public CallRing(int most) {
        this.most = most;
    }

    /** @return whether it says anything new: an end counts more than a beginning, and each counts once */
    boolean add(CallRow row) {
        CallRow before = byId.get(row.callId());
        if (before != null && before.kind().terminal()) {
            return false;
        }
        if (before != null && !row.kind().terminal()) {
            return false;
        }
        if (before != null) {
            rows.remove(before.order());
        }
        byId.put(row.callId(), row);
        rows.put(row.order(), row);
        trim();
        return byId.containsKey(row.callId());
    }

    private void trim() {
        while (byId.size() > most) {
            Map.Entry<CallRow.Order, CallRow> oldest = rows.pollLastEntry();
            if (oldest == null) {
                return;
            }
            byId.remove(oldest.getValue().callId());
        }
    }

    public int size() {
        return byId.size();
    }

    public Optional<CallRow> call(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** When the oldest of them began, in milliseconds; empty without any. */
    Optional<Long> oldest() {
        return Optional.ofNullable(rows.lastEntry())
                .map(entry -> entry.getValue().startedAt());
    }

    /**
     * Calls that are wanted, newest first.
     *
     * @param after only those behind this one; empty for all
     */
    List<CallRow> page(Predicate<CallRow> wanted, Optional<CallRow.Order> after, int limit) {
        NavigableMap<CallRow.Order, CallRow> from = after.isPresent() ? rows.tailMap(after.get(), false) : rows;
        List<CallRow> page = new ArrayList<>();
        for (CallRow row : from.values()) {
            if (wanted.test(row)) {
                page.add(row);
                if (page.size() == limit) {
                    break;
                }
            }
        }
        return page;
    }

    /** The most frequent values of a column, most frequent first. */
    List<String> values(CallColumn column, int limit) {
        Map<String, Integer> counts = new HashMap<>();
        rows.values().forEach(row -> row.text(column).ifPresent(text -> counts.merge(text, 1, Integer::sum)));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }
}
