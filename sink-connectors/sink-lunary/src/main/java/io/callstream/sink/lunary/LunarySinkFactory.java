package io.callstream.sink.lunary;

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

/** Makes the {@code lunary} sink. */
public final class LunarySinkFactory implements SinkFactory<LunarySinkConfig> {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final URI CLOUD = URI.create("https://api.lunary.ai");
    /** The answer names each event, and quotes what its database says of those it could not take. */
    private static final int ANSWER_CAP = 1 << 20;

    @Override
    public String name() {
        return "lunary";
    }

    @Override
    public LunarySinkConfig configure(SinkSettings settings) {
        Secret key = settings.requiredSecret("public_key", "LUNARY_PUBLIC_KEY", "LUNARY_PRIVATE_KEY", "LUNARY_APP_ID");
        URI base = settings.url("api_url", "LUNARY_API_URL").orElse(CLOUD);
        return new LunarySinkConfig(
                new Target(Addresses.below(base, "/v1/runs/ingest"), Map.of("Authorization", "Bearer " + key.reveal())),
                settings.timeout(TIMEOUT));
    }

    /** Lunary lets one address make 150 requests a minute. */
    @Override
    public BatchPolicy batching(LunarySinkConfig config) {
        return BatchPolicy.of(100, 4L << 20, Duration.ofSeconds(2)).withConcurrency(2);
    }

    @Override
    public Repeats repeats(LunarySinkConfig config) {
        return Repeats.MERGED;
    }

    @Override
    public Sink create(LunarySinkConfig config, SinkContext context) {
        HttpOptions options = new HttpOptions(config.timeout(), false, ANSWER_CAP);
        return new LunarySink(config.target(), new HttpSender(options, context.clock()));
    }
}
