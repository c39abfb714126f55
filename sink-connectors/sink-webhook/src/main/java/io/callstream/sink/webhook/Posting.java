package io.callstream.sink.webhook;

import io.callstream.sink.Delivery;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkEvent;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.IdempotencyKey;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.OneByOne;
import io.callstream.sink.http.StatusTable;
import java.util.List;

/** Posts events as JSON, signed if there is a secret, named by an idempotency key. For any thread. */
final class Posting<E extends SinkEvent> implements AutoCloseable {
    private static final String REPLAY_JOB = "x-replay-job";
    /** What people write themselves may well answer with a page. */
    private static final StatusTable STATUSES = StatusTable.standard().pages();

    private final WebhookSinkConfig config;
    private final HttpSender sender;
    private final SinkContext context;
    private final Payload<E> payload;
    private final Framing<E> framing;

    Posting(WebhookSinkConfig config, HttpSender sender, SinkContext context, Payload<E> payload) {
        this.config = config;
        this.sender = sender;
        this.context = context;
        this.payload = payload;
        this.framing = new Framing<>(config.shape().mode(), payload);
    }

    Delivery deliver(List<E> batch) {
        List<E> events = batch.stream().filter(payload::takes).toList();
        if (events.isEmpty()) {
            return Delivery.delivered();
        }
        return config.shape().mode() == WebhookSinkConfig.Mode.SINGLE
                ? OneByOne.deliver(events, event -> post(List.of(event)))
                : post(events);
    }

    private Delivery post(List<E> events) {
        String key = IdempotencyKey.of(events);
        Message plain = framing.message(events).with(IdempotencyKey.HEADER, key);
        if (context.replayJob().isPresent()) {
            plain = plain.with(REPLAY_JOB, context.replayJob().get());
        }
        for (HeaderTemplate header : config.perEvent()) {
            plain = plain.with(header.name(), header.value(events.get(0)));
        }
        return STATUSES.delivery(sender.post(
                config.target(),
                config.signing().sign(plain, key, context.clock().instant())));
    }

    @Override
    public void close() {
        sender.close();
    }
}
