package io.callstream.sink.file;

import io.callstream.events.EventKind;
import io.callstream.files.OwnerOnly;
import io.callstream.settings.Key;
import io.callstream.settings.KeyReference;
import io.callstream.sink.AlertEvent;
import io.callstream.sink.AlertSinkFactory;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Erasure;
import io.callstream.sink.ErasureOutcomes;
import io.callstream.sink.ErasureSinkFactory;
import io.callstream.sink.EventSink;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkConfigException;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.objects.Parquet;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Makes the {@code file} sink. */
public final class FileSinkFactory implements AlertSinkFactory<FileSinkConfig>, ErasureSinkFactory<FileSinkConfig> {
    private final SharedWriters writers = new SharedWriters();

    @Override
    public String name() {
        return "file";
    }

    @Override
    public List<Key<?>> keys() {
        return KeyReference.statedIn(FileSinkConfig.class);
    }

    @Override
    public FileSinkConfig configure(SinkSettings settings) {
        return FileSinkConfig.read(settings);
    }

    @Override
    public BatchPolicy batching(FileSinkConfig config) {
        // A file of columns is worth its while with many rows only.
        return config.format() == FileSinkConfig.Format.PARQUET
                ? BatchPolicy.of(50_000, 32L << 20, Duration.ofMinutes(1))
                : BatchPolicy.of(1000, 8L << 20, Duration.ofMillis(200));
    }

    @Override
    public Set<EventKind> defaultEvents() {
        return EnumSet.allOf(EventKind.class);
    }

    @Override
    public Sink create(FileSinkConfig config, SinkContext context) {
        try {
            if (config.format() == FileSinkConfig.Format.PARQUET) {
                OwnerOnly.createFolder(config.directory());
                return new ParquetFolder(config.directory(), new Parquet(true), config.fsync());
            }
            return new FileSink(lease(config, context, true));
        } catch (IOException e) {
            throw unwritable(config, e);
        }
    }

    /** Lines whatever the format: alerts are few. */
    @Override
    public EventSink<AlertEvent> createForAlerts(FileSinkConfig config, SinkContext context) {
        try {
            return new AlertFileSink(lines(config, FileNames.ALERTS, context));
        } catch (IOException e) {
            throw unwritable(config, e);
        }
    }

    @Override
    public EventSink<Erasure> createForErasures(FileSinkConfig config, SinkContext context, ErasureOutcomes outcomes) {
        if (config.format() == FileSinkConfig.Format.PARQUET) {
            AtomicReference<Optional<FolderHoldings>> open =
                    new AtomicReference<>(Optional.of(new FolderHoldings(config.directory(), Optional.empty())));
            return new FileErasureSink(open::get, () -> open.set(Optional.empty()), outcomes);
        }
        try {
            SharedWriters.Lease lease = lease(config, context, false);
            return new FileErasureSink(
                    () -> lease.writer().map(writer -> new FolderHoldings(config.directory(), Optional.of(writer))),
                    lease::close,
                    outcomes);
        } catch (IOException e) {
            throw unwritable(config, e);
        }
    }

    private SharedWriters.Lease lease(FileSinkConfig config, SinkContext context, boolean appends) throws IOException {
        return writers.lease(config.directory(), appends, () -> lines(config, FileNames.EVENTS, context));
    }

    private static LineWriter lines(FileSinkConfig config, FileNames names, SinkContext context) throws IOException {
        Journal journal = Journal.open(config.directory(), names, config.fsync(), context.clock());
        return new LineWriter(journal, new Rotation(config.rotation(), context.clock()));
    }

    private static SinkConfigException unwritable(FileSinkConfig config, IOException e) {
        return new SinkConfigException(
                "file sink cannot write to " + config.directory()
                        + "; give it a writable directory that no other process uses: " + e,
                e);
    }
}
