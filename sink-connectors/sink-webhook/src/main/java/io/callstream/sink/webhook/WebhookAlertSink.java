package io.callstream.sink.webhook;

import io.callstream.sink.AlertEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.EventSink;
import java.util.List;

/** Posts alerts, each as {@code {"type":"alert", ...}} with every column of its record. */
final class WebhookAlertSink implements EventSink<AlertEvent> {
    private final Posting<AlertEvent> posting;

    WebhookAlertSink(Posting<AlertEvent> posting) {
        this.posting = posting;
    }

    @Override
    public Delivery deliver(List<AlertEvent> batch) {
        return posting.deliver(batch);
    }

    @Override
    public void close() {
        posting.close();
    }
}
