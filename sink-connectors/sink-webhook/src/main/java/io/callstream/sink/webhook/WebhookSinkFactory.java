package io.callstream.sink.webhook;

import io.callstream.settings.Key;
import io.callstream.settings.KeyReference;
import io.callstream.sink.AlertEvent;
import io.callstream.sink.AlertSinkFactory;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.EventSink;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkEvent;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.webhook.WebhookSinkConfig.Mode;
import java.time.Duration;
import java.util.List;

/** Makes the {@code webhook} sink. */
public final class WebhookSinkFactory implements AlertSinkFactory<WebhookSinkConfig> {
    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public List<Key<?>> keys() {
        return KeyReference.statedIn(WebhookSinkConfig.class, HeaderSettings.class);
    }

    @Override
    public WebhookSinkConfig configure(SinkSettings settings) {
        return WebhookSinkConfig.read(settings);
    }

    @Override
    public BatchPolicy batching(WebhookSinkConfig config) {
        return config.shape().mode() == Mode.SINGLE
                ? BatchPolicy.of(1, 16L << 20, Duration.ZERO).withConcurrency(8)
                : BatchPolicy.of(100, 4L << 20, Duration.ofMillis(500));
    }

    @Override
    public Sink create(WebhookSinkConfig config, SinkContext context) {
        return new WebhookSink(
                posting(config, context, Payload.of(config.shape().payload())));
    }

    @Override
    public EventSink<AlertEvent> createForAlerts(WebhookSinkConfig config, SinkContext context) {
        return new WebhookAlertSink(posting(config, context, Payload.columns()));
    }

    private static <E extends SinkEvent> Posting<E> posting(
            WebhookSinkConfig config, SinkContext context, Payload<E> payload) {
        return new Posting<>(config, new HttpSender(config.http(), context.clock()), context, payload);
    }

    @Override
    public String withoutErasure() {
        return "the receiver has a copy of its own: let it read the topic llm.erasure, or tell whoever runs it";
    }
}
