package io.callstream.sink.file;

import io.callstream.sink.Delivery;
import io.callstream.sink.SinkEvent;
import io.callstream.sink.json.EventJson;
import java.io.IOException;
import java.util.List;

/** Appends one line per event. A batch is written as a whole or not at all. Safe for use by several threads. */
final class LineWriter implements AutoCloseable {
    private final Journal journal;
    private final Rotation rotation;
    private final EventJson json = EventJson.complete();

    LineWriter(Journal journal, Rotation rotation) {
        this.journal = journal;
        this.rotation = rotation;
    }

    synchronized Delivery append(List<? extends SinkEvent> batch) {
        byte[] lines = json.toLines(batch);
        try {
            rotation.rotateIfDue(journal);
            journal.append(lines);
            return Delivery.delivered();
        } catch (IOException e) {
            return Delivery.retry(journal.isOpen() ? "disk_" + e.getClass().getSimpleName() : "closed");
        }
    }

    @Override
    public synchronized void close() {
        journal.close();
    }
}
