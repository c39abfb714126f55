package io.callstream.sink.s3;

import io.callstream.events.EventKind;
import io.callstream.settings.Key;
import io.callstream.settings.KeyReference;
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
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes the {@code s3} sink. */
public final class S3SinkFactory implements ErasureSinkFactory<S3SinkConfig> {
    private static final int MOST_EVENTS = 50_000;
    private static final long MOST_BYTES = 32L << 20;
    /** Objects are of one batch, so a larger one is none of ours. */
    private static final int LARGEST_READ = 256 << 20;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public List<Key<?>> keys() {
        return KeyReference.statedIn(S3SinkConfig.class);
    }

    @Override
    public S3SinkConfig configure(SinkSettings settings) {
        return S3SinkConfig.read(settings);
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
