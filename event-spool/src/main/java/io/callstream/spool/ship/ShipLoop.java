package io.callstream.spool.ship;

import io.callstream.spool.LaneLog;
import io.callstream.spool.LogReader;
import io.callstream.spool.LogStream;
import io.callstream.spool.Spool;
import io.callstream.spool.SpoolRecord;
import io.callstream.spool.ship.SchemaIds.WrittenAs;
import org.jspecify.annotations.Nullable;

/** One connection's worth of shipping: reads all logs in turn, sends, settles. For the shipping thread. */
final class ShipLoop {
    /** Records of one log sent before the next log has its turn. */
    private static final int TURN = 256;

    private final Spool spool;
    private final SchemaIds schemas;
    private final Refusals refusals;
    private final Connection connection;
    private final RecordSender sender;
    private volatile @Nullable String waitingFor;

    ShipLoop(Spool spool, SchemaIds schemas, Refusals refusals, Connection connection, RecordSender sender) {
        this.spool = spool;
        this.schemas = schemas;
        this.refusals = refusals;
        this.connection = connection;
        this.sender = sender;
    }

    /**
     * One turn for every log: how calls went before how they streamed.
     *
     * @return whether anything was sent or settled
     */
    boolean round() {
        waitingFor = null;
        int moved = sender.sendShorter();
        for (LogStream stream : LogStream.values()) {
            for (LaneLog log : spool.logs()) {
                moved += send(log.reader(stream), connection.outlet(stream).allowance());
            }
        }
        return settle() + moved > 0;
    }

    /** Takes note of what Kafka has acknowledged so far. */
    int settle() {
        int moved = 0;
        for (LaneLog log : spool.logs()) {
            for (LogStream stream : LogStream.values()) {
                moved += log.reader(stream).settle();
            }
        }
        spool.retire();
        return moved;
    }

    boolean drained() {
        return spool.logs().stream().allMatch(LaneLog::drained);
    }

    /** What the last round had to wait for, or null. */
    @Nullable String waitingFor() {
        return waitingFor;
    }

    private int send(LogReader reader, InFlightLimit allowance) {
        int sent = 0;
        while (sent < TURN && allowance.free()) {
            SpoolRecord record = reader.peek();
            if (record == null || !send(record)) {
                return sent;
            }
            reader.take();
            sent++;
        }
        return sent;
    }

    private boolean send(SpoolRecord record) {
        WrittenAs schema = new WrittenAs(record.kind(), record.fingerprint());
        Integer id = schemas.find(schema);
        if (id != null) {
            boolean accepted = sender.send(record, id);
            waitingFor = accepted ? waitingFor : "kafka";
            return accepted;
        }
        if (schemas.lost(schema)) {
            refusals.refuse(record, "its schema is in neither the spool nor the registry");
            return true;
        }
        waitingFor = "registry";
        return false;
    }
}
