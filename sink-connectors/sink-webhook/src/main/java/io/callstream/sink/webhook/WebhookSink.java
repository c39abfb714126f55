package io.callstream.sink.webhook;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.IdempotencyKey;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.StatusTable;
import io.callstream.sink.json.EventJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Posts events as JSON, signed if there is a secret, named by an idempotency key. */
public final class WebhookSink implements Sink {
    private static final byte[] OPEN = "{\"events\":[".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CLOSE = "]}".getBytes(StandardCharsets.UTF_8);
    private static final StatusTable STATUSES = StatusTable.standard();

    private final WebhookSinkConfig config;
    private final HttpSender sender;
    private final EventJson json = EventJson.complete();

    WebhookSink(WebhookSinkConfig config, HttpSender sender) {
        this.config = config;
        this.sender = sender;
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) {
        boolean single = config.mode() == WebhookSinkConfig.Mode.SINGLE && batch.size() == 1;
        byte[] body = single ? json.toBytes(batch.get(0)) : envelope(batch);
        Message plain = Message.json(body).with(IdempotencyKey.HEADER, IdempotencyKey.of(batch));
        Message message = config.secret()
                .map(secret -> plain.with(Signature.HEADER, Signature.of(secret, body)))
                .orElse(plain);
        return STATUSES.delivery(sender.post(config.target(), message));
    }

    private byte[] envelope(List<CallEvent> batch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(batch.size() * 2048);
        bytes.writeBytes(OPEN);
        for (int index = 0; index < batch.size(); index++) {
            if (index > 0) {
                bytes.write(',');
            }
            bytes.writeBytes(json.toBytes(batch.get(index)));
        }
        bytes.writeBytes(CLOSE);
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        sender.close();
    }
}
