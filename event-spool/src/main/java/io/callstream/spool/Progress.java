package io.callstream.spool;

import java.util.concurrent.atomic.AtomicLong;

/** A running count of records and their bytes. One thread adds, without a locked instruction; any thread reads. */
final class Progress {
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    void add(int size) {
        records.setRelease(records.getPlain() + 1);
        bytes.setRelease(bytes.getPlain() + size);
    }

    long records() {
        return records.getAcquire();
    }

    long bytes() {
        return bytes.getAcquire();
    }
}
