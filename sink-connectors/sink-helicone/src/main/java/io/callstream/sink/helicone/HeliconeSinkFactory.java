package io.callstream.sink.helicone;

import io.callstream.settings.Secret;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Repeats;
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

/** Makes the {@code helicone} sink. */
public final class HeliconeSinkFactory implements SinkFactory<HeliconeSinkConfig> {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final URI CLOUD = URI.create("https://api.worker.helicone.ai");
    private static final String PATH = "/custom/v1/log";
    private static final int IN_FLIGHT = 16;

    @Override
    public String name() {
        return "helicone";
    }

    @Override
    public HeliconeSinkConfig configure(SinkSettings settings) {
        Secret key = settings.requiredSecret("api_key", "HELICONE_API_KEY");
        URI address = settings.url("url")
                .orElseGet(() -> Addresses.below(
                        settings.url("api_base", "HELICONE_API_BASE").orElse(CLOUD), PATH));
        return new HeliconeSinkConfig(
                new Target(address, Map.of("Authorization", "Bearer " + key.reveal())),
                settings.timeout(TIMEOUT),
                IN_FLIGHT);
    }

    @Override
    public BatchPolicy batching(HeliconeSinkConfig config) {
        return BatchPolicy.of(1, 32L << 20, Duration.ZERO).withConcurrency(config.concurrency());
    }

    @Override
    public Repeats repeats(HeliconeSinkConfig config) {
        return Repeats.MERGED;
    }

    @Override
    public Sink create(HeliconeSinkConfig config, SinkContext context) {
        HttpSender sender = new HttpSender(HttpOptions.of(config.timeout(), false), context.clock());
        return new HeliconeSink(config.target(), sender, context.metrics());
    }
}
