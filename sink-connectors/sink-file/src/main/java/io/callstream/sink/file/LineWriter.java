package io.callstream.sink.file;

import io.callstream.sink.Delivery;
import io.callstream.sink.SinkEvent;
import io.callstream.sink.json.EventJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
            return Delivery.retry(journal.isOpen() ? DiskReason.of(e) : "closed");
        }
    }

    /** What must not happen while lines are appended, or files put aside or compressed. */
    @FunctionalInterface
    interface Work {
        long run() throws IOException;
    }

    synchronized long exclusively(Work work) throws IOException {
        return work.run();
    }

    /** Puts the current file aside and begins a new one; empty if it has no lines yet. */
    synchronized Optional<Path> putAside() throws IOException {
        return journal.size() == 0 ? Optional.empty() : Optional.of(rotation.putAside(journal));
    }

    @Override
    public synchronized void close() {
        journal.close();
    }
}
