package io.callstream.gateway.admin.manage;

import io.callstream.events.SpendRecord;
import io.callstream.table.Follower;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been spent, as the ledger of analytics says: {@code llm.spend}. It is followed from when somebody asks for the first time,
 * so that a gateway whom nobody asks has no memory taken. Safe for all threads.
 */
public final class SpendBook implements Follower {
    private static final Logger log = LoggerFactory.getLogger(SpendBook.class);
    private static final int MOST_ROWS = 500_000;

    private final Function<byte[], Optional<SpendRecord>> decoder;
    private final Consumer<Follower> topic;
    private final AtomicBoolean followed = new AtomicBoolean();
    private final Map<String, Row> rows = new HashMap<>();
    private final Map<Subject, Map<String, Long>> bySubject = new HashMap<>();
    private @Nullable String version;
    private long newest;
    private boolean full;

    /** What a sum is about. */
    enum Of {
        KEY,
        TEAM,
        USER,
        END_USER
    }

    private record Subject(Of of, String id) {}

    /**
     * What one row of the ledger says.
     *
     * @param provider who answered
     */
    record Row(
            String day,
            Map<Of, String> owners,
            @Nullable String model,
            @Nullable String provider,
            List<String> tags,
            SpendSum sum) {
        long calls() {
            return sum.calls();
        }

        long nanoUsd() {
            return sum.nanoUsd();
        }
    }

    /**
     * A book that is empty until it is asked.
     *
     * @param decoder reads a record's value; empty when it cannot
     * @param topic begins to follow the ledger
     */
    public SpendBook(Function<byte[], Optional<SpendRecord>> decoder, Consumer<Follower> topic) {
        this.decoder = decoder;
        this.topic = topic;
    }

    private void follow() {
        if (followed.compareAndSet(false, true)) {
            topic.accept(this);
        }
    }

    @Override
    public synchronized void begin() {
        rows.clear();
        bySubject.clear();
        version = null;
        newest = 0;
        full = false;
    }

    /** Rows of two ledgers are never added: the one that was written to last counts. */
    @Override
    public synchronized void record(String key, byte @Nullable [] value) {
        if (value == null) {
            put(key, null);
            return;
        }
        SpendRecord read = decoder.apply(value).orElse(null);
        if (read == null) {
            return;
        }
        long time = read.getLastEventTime().toEpochMilli();
        if (!read.getLedgerVersion().equals(version)) {
            if (time < newest) {
                return;
            }
            rows.clear();
            bySubject.clear();
            version = read.getLedgerVersion();
        }
        newest = Math.max(newest, time);
        put(key, row(read));
    }

    private void put(String key, @Nullable Row row) {
        if (row != null && rows.size() >= MOST_ROWS && !rows.containsKey(key)) {
            if (!full) {
                full = true;
                log.warn("the spend pages leave out what is beyond {} rows of the ledger", MOST_ROWS);
            }
            return;
        }
        Row before = row == null ? rows.remove(key) : rows.put(key, row);
        if (before != null) {
            add(before, -before.nanoUsd());
        }
        if (row != null) {
            add(row, row.nanoUsd());
        }
    }

    private void add(Row row, long nanoUsd) {
        row.owners()
                .forEach((of, id) -> bySubject
                        .computeIfAbsent(new Subject(of, id), none -> new HashMap<>())
                        .merge(row.day(), nanoUsd, Long::sum));
    }

    private static Row row(SpendRecord read) {
        Map<Of, String> owners = new HashMap<>();
        put(owners, Of.KEY, read.getKeyHash());
        put(owners, Of.TEAM, read.getTeamId());
        put(owners, Of.USER, read.getUserId());
        put(owners, Of.END_USER, read.getEndUser());
        String model = read.getModelGroup() == null ? read.getModel() : read.getModelGroup();
        return new Row(
                read.getDay(),
                Map.copyOf(owners),
                model,
                read.getProvider(),
                List.copyOf(read.getTags()),
                SpendSum.of(read));
    }

    private static void put(Map<Of, String> owners, Of of, @Nullable String id) {
        if (id != null) {
            owners.put(of, id);
        }
    }

    @Override
    public void caughtUp() {}

    /** In 10^-9 US dollars, on that day (such as 2026-11-26) and later. */
    long spent(Of of, String id, String fromDay) {
        follow();
        synchronized (this) {
            Map<String, Long> days = bySubject.getOrDefault(new Subject(of, id), Map.of());
            return days.entrySet().stream()
                    .filter(day -> day.getKey().compareTo(fromDay) >= 0)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }

    /** All rows of these days, both inclusive. */
    List<Row> rows(String fromDay, String toDay) {
        follow();
        synchronized (this) {
            List<Row> found = new ArrayList<>();
            for (Row row : rows.values()) {
                if (row.day().compareTo(fromDay) >= 0 && row.day().compareTo(toDay) <= 0) {
                    found.add(row);
                }
            }
            return found;
        }
    }
}
