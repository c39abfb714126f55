package io.callstream.gateway.limit.shared;

import io.callstream.events.SpendRecord;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.LimitSubject.Kind;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the ledger added up by subject and day. Of several versions of the ledger the one counts that was written for the
 * latest call. One thread writes, others may read.
 */
final class LedgerSums {
    private static final long DAY_SECONDS = 86_400;

    private final Map<String, Row> rows = new HashMap<>();
    private final Map<String, Map<LimitSubject, NavigableMap<Long, Long>>> versions = new ConcurrentHashMap<>();
    private final Map<String, Map<Owner, NavigableMap<Long, Long>>> owners = new ConcurrentHashMap<>();
    private long latest = Long.MIN_VALUE;
    private volatile String version = "";

    /** What a row has added so far, so that its next state adds the rest. */
    private record Row(String version, long day, List<LimitSubject> subjects, Owner owner, long cost) {}

    /** Whose a row is. */
    record Owner(
            @Nullable String key,
            @Nullable String team,
            @Nullable String user,
            @Nullable String model) {
        /** What decides to which organization it belongs. */
        Owner group() {
            return new Owner(key, team, null, null);
        }
    }

    /** @param record null when the row is removed */
    void put(String id, @Nullable SpendRecord record) {
        Row before = rows.remove(id);
        if (before != null) {
            add(before, -before.cost);
        }
        if (record != null) {
            Row row = row(record);
            rows.put(id, row);
            add(row, row.cost);
            long time = record.getLastEventTime().toEpochMilli();
            if (time >= latest) {
                latest = time;
                version = row.version;
            }
        }
    }

    private void add(Row row, long cost) {
        Map<LimitSubject, NavigableMap<Long, Long>> sums =
                versions.computeIfAbsent(row.version, any -> new ConcurrentHashMap<>());
        for (LimitSubject subject : row.subjects) {
            sums.computeIfAbsent(subject, any -> new ConcurrentSkipListMap<>()).merge(row.day, cost, Long::sum);
        }
        owners.computeIfAbsent(row.version, any -> new ConcurrentHashMap<>())
                .computeIfAbsent(row.owner, any -> new ConcurrentSkipListMap<>())
                .merge(row.day, cost, Long::sum);
    }

    /** What each owner has spent, by day. */
    Map<Owner, NavigableMap<Long, Long>> owners() {
        return owners.getOrDefault(version, Map.of());
    }

    /** @param since seconds since 1970; days that began earlier do not count */
    long spent(LimitSubject subject, long since) {
        return since(versions.getOrDefault(version, Map.of()).get(subject), since);
    }

    /** The sum of the days that began then or later. */
    static long since(@Nullable NavigableMap<Long, Long> days, long since) {
        if (days == null) {
            return 0;
        }
        long first = Math.floorDiv(since + DAY_SECONDS - 1, DAY_SECONDS);
        return days.tailMap(first, true).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static Row row(SpendRecord record) {
        Set<LimitSubject> subjects = new LinkedHashSet<>();
        String key = record.getKeyHash();
        String team = record.getTeamId();
        String user = record.getUserId();
        String model = record.getModelGroup();
        subjects.add(LimitSubject.GLOBAL);
        one(subjects, Kind.KEY, key);
        one(subjects, Kind.TEAM, team);
        one(subjects, Kind.USER, user);
        one(subjects, Kind.END_USER, record.getEndUser());
        one(subjects, Kind.MODEL, model);
        one(subjects, Kind.PROVIDER, record.getProvider());
        both(subjects, Kind.KEY_AND_MODEL, key, model);
        both(subjects, Kind.TEAM_AND_MODEL, team, model);
        both(subjects, Kind.USER_AND_MODEL, user, model);
        both(subjects, Kind.TEAM_MEMBER, team, user);
        record.getTags().forEach(tag -> one(subjects, Kind.TAG, tag));
        long day = LocalDate.parse(record.getDay()).toEpochDay();
        Owner owner = new Owner(key, team, user, model);
        return new Row(record.getLedgerVersion(), day, List.copyOf(subjects), owner, record.getCostNanoUsd());
    }

    private static void one(Set<LimitSubject> subjects, Kind kind, @Nullable String id) {
        if (id != null) {
            subjects.add(new LimitSubject(kind, id));
        }
    }

    private static void both(Set<LimitSubject> subjects, Kind kind, @Nullable String first, @Nullable String second) {
        if (first != null && second != null) {
            subjects.add(LimitSubject.of(kind, first, second));
        }
    }
}
