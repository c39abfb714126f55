package io.callstream.sink.file;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.json.EventJson;
import java.io.IOException;
import java.util.List;

/**
 * Appends one line per event to {@code events.jsonl}. A batch is written as a whole or not at all; one that comes again is
 * appended again, with the same {@code event_id}s.
 */
public final class FileSink implements Sink {
    private final Journal journal;
    private final Rotation rotation;
    private final EventJson json;

    FileSink(Journal journal, Rotation rotation, EventJson json) {
        this.journal = journal;
        this.rotation = rotation;
        this.json = json;
    }

    @Override
    public synchronized Delivery deliver(List<CallEvent> batch) {
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
