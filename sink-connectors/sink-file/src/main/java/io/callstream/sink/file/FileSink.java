package io.callstream.sink.file;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import java.util.List;

/** Appends events of calls to {@code events.jsonl}. A batch that comes again is appended again, with the same {@code event_id}s. */
public final class FileSink implements Sink {
    private final SharedWriters.Lease lines;

    FileSink(SharedWriters.Lease lines) {
        this.lines = lines;
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) {
        return lines.writer().map(writer -> writer.append(batch)).orElseGet(() -> Delivery.retry("closed"));
    }

    @Override
    public void close() {
        lines.close();
    }
}
