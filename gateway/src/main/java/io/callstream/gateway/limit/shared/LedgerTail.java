package io.callstream.gateway.limit.shared;

import io.callstream.events.SpendRecord;
import io.callstream.events.codec.SchemaUnavailableException;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.account.SpendLedger;
import io.callstream.table.Follower;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger of spending, as analytics keeps it in its topic. What it says after the start counts some seconds later, so that
 * the gateways' own reports of the same calls are there before it.
 */
public final class LedgerTail implements Follower, SpendLedger {
    /** Gateways report several times a second. */
    static final Duration LATER = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(LedgerTail.class);

    private final Function<byte[], SpendRecord> decoder;
    private final LongSupplier nanoTime;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private volatile LedgerSums sums = new LedgerSums();
    private volatile boolean current;
    private boolean reading;

    private record Waiting(String row, byte @Nullable [] value, long fromNanos) {}

    /** @param decoder throws {@link SchemaUnavailableException} when it is to be asked again later, else what it likes */
    public LedgerTail(Function<byte[], SpendRecord> decoder, LongSupplier nanoTime) {
        this.decoder = decoder;
        this.nanoTime = nanoTime;
    }

    @Override
    public void begin() {
        waiting.clear();
        sums = new LedgerSums();
        reading = true;
    }

    @Override
    public void record(String key, byte @Nullable [] value) {
        long from = nanoTime.getAsLong() + (reading ? 0 : LATER.toNanos());
        waiting.add(new Waiting(key, value, from));
        if (reading) {
            take();
        }
    }

    @Override
    public void caughtUp() {
        reading = false;
        take();
        current = true;
    }

    private void take() {
        long now = nanoTime.getAsLong();
        for (Waiting next = waiting.peek(); next != null && next.fromNanos - now <= 0; next = waiting.peek()) {
            if (!taken(next)) {
                return;
            }
            waiting.remove();
        }
    }

    /** False when it is to be tried again. */
    private boolean taken(Waiting next) {
        try {
            sums.put(next.row, next.value == null ? null : decoder.apply(next.value));
            return true;
        } catch (SchemaUnavailableException e) {
            log.debug("rows of the ledger wait for the registry", e);
            return false;
        } catch (RuntimeException e) {
            log.warn("a row of llm.spend cannot be read and does not count in budgets: {}", e.toString());
            return true;
        }
    }

    @Override
    public long spentNanoUsd(LimitSubject subject, long since) {
        return sums.spent(subject, since);
    }

    /** What each owner of rows has spent, by day. */
    Map<LedgerSums.Owner, NavigableMap<Long, Long>> owners() {
        return sums.owners();
    }

    @Override
    public boolean current() {
        return current;
    }
}
