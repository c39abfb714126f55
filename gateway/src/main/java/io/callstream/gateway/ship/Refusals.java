package io.callstream.gateway.ship;

import io.callstream.gateway.spool.Spool;
import io.callstream.gateway.spool.SpoolRecord;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    boolean holds(SpoolRecord record) {
        return !refused.isEmpty() && refused.contains(RecordId.of(record));
    }
}
