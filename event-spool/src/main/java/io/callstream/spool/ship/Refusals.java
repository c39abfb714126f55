package io.callstream.spool.ship;

import io.callstream.spool.Spool;
import io.callstream.spool.SpoolRecord;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up records that Kafka never takes, each once: after a restart of the producers they are read again, and must
 * neither be sent nor be counted again. Safe for use by several threads.
 */
final class Refusals {
    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private final Spool spool;
    private final ShipCounts counts;
    private final Set<RecordId> refused = ConcurrentHashMap.newKeySet();
    private final Map<RecordId, Tried> tooLarge = new ConcurrentHashMap<>();

    Refusals(Spool spool, ShipCounts counts) {
        this.spool = spool;
        this.counts = counts;
    }

    void refuse(SpoolRecord record, String why) {
        if (refused.add(RecordId.of(record))) {
            log.warn(
                    "record refused for good: kind={} call_id={} epoch={} lane={} seq={} error={}",
                    record.kind().word(),
                    record.call(),
                    record.epoch(),
                    record.lane(),
                    record.seq(),
                    why);
            counts.refused();
            spool.refused(record);
        } else {
            record.settle();
        }
    }

    /** How a record was tried that its topic did not take; null when it was not. */
    @Nullable Tried tried(SpoolRecord record) {
        return tooLarge.isEmpty() ? null : tooLarge.get(RecordId.of(record));
    }

    /** A record that is to be recorded again with less in it, now or after a restart. */
    void tooLarge(SpoolRecord record, Shortening level, String why) {
        log.warn(
                "event too large for its topic: kind={} call_id={} bytes={} left_out={} error={}",
                record.kind().word(),
                record.call(),
                record.payload().remaining(),
                level,
                why);
        tooLarge.put(RecordId.of(record), new Tried(level, why));
    }

    /** Kafka has the record. */
    void taken(SpoolRecord record) {
        if (!tooLarge.isEmpty()) {
            tooLarge.remove(RecordId.of(record));
        }
    }

    /** @param level what had been left out when Kafka refused the record */
    record Tried(Shortening level, String why) {}

    boolean holds(SpoolRecord record) {
        return !refused.isEmpty() && refused.contains(RecordId.of(record));
    }
}
