package io.callstream.spool.ship;

import java.util.Set;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/** What a failed send means: the record's own fault, or everybody's. */
enum SendFault {
    /** The record is too large for its topic. */
    SIZE,
    /** Kafka will never take this record. */
    RECORD,
    /** Anything else: no record is given up for it. */
    ELSEWHERE;

    private static final Set<Class<?>> SIZE_FAULTS =
            Set.of(RecordTooLargeException.class, RecordBatchTooLargeException.class);
    private static final Set<Class<?>> RECORD_FAULTS =
            Set.of(InvalidRecordException.class, InvalidTimestampException.class, SerializationException.class);

    static SendFault of(Exception failure) {
        if (SIZE_FAULTS.contains(failure.getClass())) {
            return SIZE;
        }
        return RECORD_FAULTS.contains(failure.getClass()) ? RECORD : ELSEWHERE;
    }
}
