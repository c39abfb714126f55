package io.callstream.recipes.lines;

import io.callstream.settings.Key;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.SinkSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What factories of line sinks have in common: one setting, {@code file}. */
public abstract class LineSinkFactory implements SinkFactory<Path> {
    static final Key<Path> FILE = Key.path("file").required().says("Gets a line for each event.");

    private final String name;

    protected LineSinkFactory(String name) {
        this.name = name;
    }

    /** The event's line; empty to leave it out. */
    protected abstract Optional<String> line(CallEvent event);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final List<Key<?>> keys() {
        return List.of(FILE);
    }

    @Override
    public final Path configure(SinkSettings settings) {
        return settings.get(FILE);
    }

    @Override
    public final BatchPolicy batching(Path file) {
        return BatchPolicy.of(500, 8L << 20, Duration.ofMillis(200));
    }

    @Override
    public final Sink create(Path file, SinkContext context) {
        return new LineSink(file, this::line);
    }
}
