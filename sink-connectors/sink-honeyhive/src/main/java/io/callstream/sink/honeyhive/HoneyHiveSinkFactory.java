package io.callstream.sink.honeyhive;

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
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes the {@code honeyhive} sink. */
public final class HoneyHiveSinkFactory implements SinkFactory<HoneyHiveSinkConfig> {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final URI CLOUD = URI.create("https://api.honeyhive.ai");
    private static final String PATH = "/v1/events/batch";
    private static final Set<String> YES = Set.of("true", "1", "yes", "on");
    private static final Set<String> NO = Set.of("false", "0", "no", "off");

    @Override
    public String name() {
        return "honeyhive";
    }

    @Override
    public HoneyHiveSinkConfig configure(SinkSettings settings) {
        Secret key = settings.requiredSecret("api_key", "HONEYHIVE_API_KEY", "HH_API_KEY");
        URI base = settings.url("api_url", "HONEYHIVE_API_URL", "HH_API_URL", "HONEYHIVE_SERVER_URL")
                .orElse(CLOUD);
        return new HoneyHiveSinkConfig(
                new Target(Addresses.below(base, PATH), Map.of("Authorization", "Bearer " + key.reveal())),
                new HoneyHiveSinkConfig.Labels(
                        settings.text("project", "HONEYHIVE_PROJECT", "HH_PROJECT"),
                        settings.text("environment", "HONEYHIVE_ENVIRONMENT", "HH_SOURCE")
                                .orElse("production"),
                        settings.section().textMap("custom_attributes")),
                new HoneyHiveSinkConfig.Capture(
                        flag(settings, "capture_message_content", true, "HONEYHIVE_CAPTURE_CONTENT"),
                        flag(settings, "capture_headers", false, "HONEYHIVE_CAPTURE_HEADERS"),
                        flag(settings, "capture_raw_request", false, "HONEYHIVE_CAPTURE_RAW")),
                flag(settings, "debug", false, "HONEYHIVE_DEBUG"),
                settings.timeout(TIMEOUT));
    }

    private static boolean flag(SinkSettings settings, String key, boolean fallback, String variable) {
        String said =
                settings.text(key, variable).orElse(Boolean.toString(fallback)).toLowerCase(Locale.ROOT);
        if (!YES.contains(said) && !NO.contains(said)) {
            settings.section().problem(key, "is '" + said + "' (expected true or false)");
        }
        return YES.contains(said);
    }

    @Override
    public BatchPolicy batching(HoneyHiveSinkConfig config) {
        return BatchPolicy.of(100, 4L << 20, Duration.ofSeconds(1)).withConcurrency(4);
    }

    @Override
    public Sink create(HoneyHiveSinkConfig config, SinkContext context) {
        HttpSender sender = new HttpSender(HttpOptions.of(config.timeout(), false), context.clock());
        return new HoneyHiveSink(config, sender);
    }
}
