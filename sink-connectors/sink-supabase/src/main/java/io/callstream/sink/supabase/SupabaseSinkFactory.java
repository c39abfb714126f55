package io.callstream.sink.supabase;

import io.callstream.events.EventKind;
import io.callstream.settings.Key;
import io.callstream.settings.KeyReference;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Erasure;
import io.callstream.sink.ErasureOutcomes;
import io.callstream.sink.ErasureSinkFactory;
import io.callstream.sink.EventSink;
import io.callstream.sink.Repeats;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpSender;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes the {@code supabase} sink. */
public final class SupabaseSinkFactory implements ErasureSinkFactory<SupabaseSinkConfig> {
    @Override
    public String name() {
        return "supabase";
    }

    @Override
    public List<Key<?>> keys() {
        return KeyReference.statedIn(SupabaseSinkConfig.class);
    }

    @Override
    public SupabaseSinkConfig configure(SinkSettings settings) {
        return SupabaseSinkConfig.read(settings);
    }

    @Override
    public BatchPolicy batching(SupabaseSinkConfig config) {
        return BatchPolicy.of(500, 4L << 20, Duration.ofMillis(500));
    }

    @Override
    public Repeats repeats(SupabaseSinkConfig config) {
        return Repeats.MERGED;
    }

    /** Chunks are many and their calls repeat what they said; they are stored only if somebody asks for them. */
    @Override
    public Set<EventKind> defaultEvents() {
        return EnumSet.of(EventKind.PRE_CALL, EventKind.SUCCESS, EventKind.FAILURE);
    }

    @Override
    public Sink create(SupabaseSinkConfig config, SinkContext context) {
        return new SupabaseSink(config, new HttpSender(config.http(), context.clock()));
    }

    @Override
    public EventSink<Erasure> createForErasures(
            SupabaseSinkConfig config, SinkContext context, ErasureOutcomes outcomes) {
        HttpSender sender = new HttpSender(config.http(), context.clock());
        return new SupabaseErasureSink(new SubjectRequests(config.project(), sender), outcomes);
    }
}
