package io.callstream.connect;

import io.callstream.settings.Environment;
import io.callstream.settings.SettingsException;
import io.callstream.sink.runtime.PushedSink;
import io.callstream.sink.runtime.consume.DeliveryPipeline;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/**
 * One copy of a sink. {@link #put} never waits for the destination: records wait in the sink's runtime, and when enough of
 * them do, the task pauses its partitions, so that it keeps its place in the group however long an outage lasts. Only what has
 * come to its end is committed.
 */
public final class CallstreamSinkTask extends SinkTask {
    /** How soon Connect comes back when it has nothing new: batches that are full by age are sent then. */
    private static final long TURN_MILLIS = 100;
    /** Less than a worker gives its tasks to stop. */
    private static final Duration COMMIT_PATIENCE = Duration.ofSeconds(2);

    private final Places places = new Places();
    private @Nullable PushedSink sink;
    private boolean paused;

    @Override
    public String version() {
        return CallstreamSinkConnector.ownVersion();
    }

    @Override
    public void start(Map<String, String> props) {
        try {
            ConnectorSettings settings =
                    ConnectorSettings.read(props, CallstreamSinkConnector.sinks(), Environment.system());
            ErrantLetters letters = new ErrantLetters(Optional.ofNullable(context.errantRecordReporter()), places);
            sink = PushedSink.start(settings.options(), settings.account(), letters);
        } catch (SettingsException e) {
            throw new ConnectException(e.getMessage(), e);
        }
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        DeliveryPipeline pipeline = pipeline();
        records.forEach(record -> pipeline.add(places.take(record)));
        move(pipeline);
        pipeline.failure().ifPresent(failure -> {
            throw new ConnectException("the sink cannot go on: " + failure.getMessage(), failure);
        });
        throttle(pipeline.full());
        context.timeout(TURN_MILLIS);
    }

    private static void move(DeliveryPipeline pipeline) {
        try {
            pipeline.turn();
        } catch (IllegalArgumentException e) {
            throw new ConnectException(e.getMessage() + "; name topics of events only, or rename them", e);
        }
    }

    /** Partitions that were assigned meanwhile are paused too. */
    private void throttle(boolean full) {
        TopicPartition[] assigned = context.assignment().toArray(TopicPartition[]::new);
        if (full) {
            context.pause(assigned);
        } else if (paused) {
            context.resume(assigned);
        }
        paused = full;
    }

    /** All that has come to its end, said before or not; batches under way are waited for a moment, so that a move repeats few of them. */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
        DeliveryPipeline pipeline = pipeline();
        try {
            pipeline.awaitQuiet(COMMIT_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = pipeline.committable();
        places.passed(offsets);
        return places.inKafka(offsets);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        Collection<TopicPartition> gone = places.forget(partitions);
        pipeline().drop(gone);
        pipeline().forget(gone);
    }

    @Override
    public void stop() {
        PushedSink running = sink;
        sink = null;
        if (running != null) {
            running.close();
        }
    }

    private DeliveryPipeline pipeline() {
        PushedSink running = sink;
        if (running == null) {
            throw new ConnectException("the task has not been started");
        }
        return running.pipeline();
    }
}
