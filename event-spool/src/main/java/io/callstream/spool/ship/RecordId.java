package io.callstream.spool.ship;

import io.callstream.spool.SpoolRecord;

/** Names a record for as long as it is in the spool. */
record RecordId(long epoch, int lane, long seq) {
    static RecordId of(SpoolRecord record) {
        return new RecordId(record.epoch(), record.lane(), record.seq());
    }
}
