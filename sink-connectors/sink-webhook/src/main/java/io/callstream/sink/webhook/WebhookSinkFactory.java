package io.callstream.sink.webhook;

import io.callstream.settings.Section;
import io.callstream.sink.AlertEvent;
import io.callstream.sink.AlertSinkFactory;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.EventSink;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkEvent;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Target;
import io.callstream.sink.webhook.WebhookSinkConfig.Mode;
import io.callstream.sink.webhook.WebhookSinkConfig.PayloadKind;
import java.net.URI;
import java.time.Duration;

/** Makes the {@code webhook} sink. */
public final class WebhookSinkFactory implements AlertSinkFactory<WebhookSinkConfig> {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public WebhookSinkConfig configure(SinkSettings settings) {
        Section section = settings.section();
        URI url = settings.requiredUrl("url", "GENERIC_LOGGER_ENDPOINT");
        Mode mode = section.choice("mode", Mode.class, Mode.BATCH);
        HeaderSettings headers = HeaderSettings.read(settings, mode);
        return new WebhookSinkConfig(
                new Target(url, headers.fixed()),
                headers.perEvent(),
                signing(section),
                new WebhookSinkConfig.Shape(mode, section.choice("payload", PayloadKind.class, PayloadKind.EVENT)),
                HttpOptions.of(settings.timeout(TIMEOUT), section.flag("gzip", false)));
    }

    private static Signing signing(Section section) {
        Signing signing = new Signing(
                section.secret("secret"), section.choice("signature", Signing.Scheme.class, Signing.Scheme.CALLSTREAM));
        if (!signing.fits()) {
            section.problem("secret", "is not of the form that signature: standard_webhooks needs (whsec_ and base64)");
        }
        return signing;
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
