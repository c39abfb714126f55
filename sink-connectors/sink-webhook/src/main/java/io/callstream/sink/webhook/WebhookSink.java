package io.callstream.sink.webhook;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import java.util.List;

/** Posts events of calls. */
public final class WebhookSink implements Sink {
    private final Posting<CallEvent> posting;

    WebhookSink(Posting<CallEvent> posting) {
        this.posting = posting;
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) {
        return posting.deliver(batch);
    }

    @Override
    public void close() {
        posting.close();
    }
}
