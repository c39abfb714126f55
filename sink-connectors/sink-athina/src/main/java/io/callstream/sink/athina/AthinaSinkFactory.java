package io.callstream.sink.athina;

import io.callstream.events.EventKind;
import io.callstream.settings.Secret;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.Addresses;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Target;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Makes the {@code athina} sink. */
public final class AthinaSinkFactory implements SinkFactory<AthinaSinkConfig> {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final URI CLOUD = URI.create("https://log.athina.ai");
    private static final int IN_FLIGHT = 8;

    @Override
    public String name() {
        return "athina";
    }

    @Override
    public AthinaSinkConfig configure(SinkSettings settings) {
        Secret key = settings.requiredSecret("api_key", "ATHINA_API_KEY");
        URI base = settings.url("base_url", "ATHINA_BASE_URL").orElse(CLOUD);
        return new AthinaSinkConfig(
                new Target(Addresses.below(base, "/api/v1/log/inference"), Map.of("athina-api-key", key.reveal())),
                settings.timeout(TIMEOUT));
    }

    /** As LiteLLM's callback: Athina has no place for what went wrong. */
    @Override
    public Set<EventKind> defaultEvents() {
        return Set.of(EventKind.SUCCESS);
    }

    @Override
    public BatchPolicy batching(AthinaSinkConfig config) {
        return BatchPolicy.of(1, 32L << 20, Duration.ZERO).withConcurrency(IN_FLIGHT);
    }

    @Override
    public Sink create(AthinaSinkConfig config, SinkContext context) {
        HttpSender sender = new HttpSender(HttpOptions.of(config.timeout(), false), context.clock());
        return new AthinaSink(config.target(), sender);
    }
}
