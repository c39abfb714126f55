package io.callstream.sink.datadog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.StatusTable;
import io.callstream.sink.http.Target;
import io.callstream.sink.json.JsonBytes;
import java.util.List;

/** Posts ended calls in batches; Datadog takes all of a request or nothing. Pre-calls and chunks are only acknowledged. */
public final class DatadogSink implements Sink {
    private static final StatusTable STATUSES = StatusTable.standard();
    /** Datadog's bound on a request before compression. */
    private static final int LARGEST = 5_000_000;

    private final Target target;
    private final Form form;
    private final HttpSender sender;

    DatadogSink(Target target, Form form, HttpSender sender) {
        this.target = target;
        this.form = form;
        this.sender = sender;
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) {
        List<ObjectNode> entries = batch.stream()
                .filter(event -> event.kind().terminal())
                .map(form::entry)
                .toList();
        if (entries.isEmpty()) {
            return Delivery.delivered();
        }
        byte[] body = JsonBytes.of(form.envelope(entries));
        if (body.length > LARGEST) {
            return Delivery.rejected("larger than Datadog's 5 MB"); // the batch is halved
        }
        return STATUSES.delivery(sender.post(target, Message.json(body)));
    }

    @Override
    public void close() {
        sender.close();
    }
}
