package io.callstream.sink.supabase;

import io.callstream.events.EventKind;
import io.callstream.settings.Section;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Erasure;
import io.callstream.sink.ErasureOutcomes;
import io.callstream.sink.ErasureSinkFactory;
import io.callstream.sink.EventSink;
import io.callstream.sink.Repeats;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Target;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Makes the {@code supabase} sink. */
public final class SupabaseSinkFactory implements ErasureSinkFactory<SupabaseSinkConfig> {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "supabase";
    }

    @Override
    public SupabaseSinkConfig configure(SinkSettings settings) {
        Section section = settings.section();
        URI url = settings.requiredUrl("url", "SUPABASE_URL");
        String key = settings.requiredSecret(
                        "key",
                        "SUPABASE_KEY",
                        "SUPABASE_SERVICE_ROLE_KEY",
                        "SUPABASE_SECRET_KEY",
                        "SUPABASE_SERVICE_KEY")
                .reveal();
        Map<String, String> headers = Map.of(
                "apikey", key, "Authorization", "Bearer " + key, "Content-Profile", section.text("schema", "public"));
        return new SupabaseSinkConfig(
                new Target(url, headers),
                section.flag("content", true),
                section.flag("chunks", true),
                // The API does not read compressed requests.
                HttpOptions.of(settings.timeout(TIMEOUT), false));
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
