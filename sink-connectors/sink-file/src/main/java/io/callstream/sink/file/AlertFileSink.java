package io.callstream.sink.file;

import io.callstream.sink.AlertEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.EventSink;
import java.util.List;

/** Appends alerts to {@code alerts.jsonl}, beside the events of calls. */
final class AlertFileSink implements EventSink<AlertEvent> {
    private final LineWriter lines;

    AlertFileSink(LineWriter lines) {
        this.lines = lines;
    }

    @Override
    public Delivery deliver(List<AlertEvent> batch) {
        return lines.append(batch);
    }

    @Override
    public void close() {
        lines.close();
    }
}
