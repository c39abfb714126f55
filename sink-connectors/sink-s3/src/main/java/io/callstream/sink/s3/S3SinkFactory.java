package io.callstream.sink.s3;

import io.callstream.events.EventKind;
import io.callstream.settings.Section;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Erasure;
import io.callstream.sink.ErasureOutcomes;
import io.callstream.sink.ErasureSinkFactory;
import io.callstream.sink.EventSink;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.json.EventJson;
import io.callstream.sink.objects.Encoding;
import io.callstream.sink.objects.JsonLines;
import io.callstream.sink.objects.Parquet;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Makes the {@code s3} sink. */
public final class S3SinkFactory implements ErasureSinkFactory<S3SinkConfig> {
    private static final int MOST_EVENTS = 50_000;
    private static final long MOST_BYTES = 32L << 20;
    /** Objects are of one batch, so a larger one is none of ours. */
    private static final int LARGEST_READ = 256 << 20;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public S3SinkConfig configure(SinkSettings settings) {
        Section section = settings.section();
        return new S3SinkConfig(
                bucket(settings),
                new Credentials(
                        settings.required("access_key", "AWS_ACCESS_KEY_ID"),
                        settings.requiredSecret("secret_key", "AWS_SECRET_ACCESS_KEY"),
                        settings.secret("session_token", "AWS_SESSION_TOKEN")),
                prefix(section.text("prefix", "callstream")),
                new S3SinkConfig.Objects(
                        section.choice("format", S3SinkConfig.Format.class, S3SinkConfig.Format.JSONL),
                        section.flag("gzip", true),
                        section.flag("content", true)),
                settings.timeout(TIMEOUT));
    }

    private static Bucket bucket(SinkSettings settings) {
        String region =
                settings.text("region", "AWS_REGION", "AWS_DEFAULT_REGION").orElse("us-east-1");
        Optional<URI> endpoint = settings.url("url", "S3_ENDPOINT", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");
        return new Bucket(
                endpoint.orElseGet(() -> URI.create("https://s3." + region + ".amazonaws.com")),
                settings.required("bucket", "S3_BUCKET", "S3_BUCKET_NAME"),
                region,
                // Stores other than Amazon's have no host name for each bucket, as a rule.
                settings.section().flag("path_style", endpoint.isPresent()));
    }

    private static String prefix(String said) {
        String plain = said.replaceAll("^/+|/+$", "");
        return plain.isEmpty() ? "" : plain + "/";
    }

    /** Large objects, at the price of memory: what is gathered is not in the store yet. */
    @Override
    public BatchPolicy batching(S3SinkConfig config) {
        return BatchPolicy.of(MOST_EVENTS, MOST_BYTES, LONGEST_WAIT);
    }

    @Override
    public Set<EventKind> defaultEvents() {
        return EnumSet.allOf(EventKind.class);
    }

    @Override
    public Sink create(S3SinkConfig config, SinkContext context) {
        ObjectStore store = store(config, context, HttpOptions.of(config.timeout(), false));
        return new S3Sink(store, config.prefix(), encoding(config.objects()));
    }

    @Override
    public EventSink<Erasure> createForErasures(S3SinkConfig config, SinkContext context, ErasureOutcomes outcomes) {
        HttpOptions reading = new HttpOptions(config.timeout(), false, LARGEST_READ);
        return new S3ErasureSink(store(config, context, reading), config, outcomes);
    }

    private static ObjectStore store(S3SinkConfig config, SinkContext context, HttpOptions options) {
        Signature signature =
                new Signature(config.credentials(), config.bucket().region(), context.clock());
        return new ObjectStore(config.bucket(), signature, new HttpSender(options, context.clock()));
    }

    private static Encoding encoding(S3SinkConfig.Objects objects) {
        if (objects.format() == S3SinkConfig.Format.PARQUET) {
            return new Parquet(objects.content());
        }
        EventJson json =
                objects.content() ? EventJson.complete() : EventJson.complete().withoutContent();
        return new JsonLines(json, objects.gzip());
    }
}
