package io.callstream.sink.runtime.consume;

import io.callstream.events.codec.EventDecoder;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.runtime.deliver.DeliveryEngine;
import io.callstream.sink.runtime.deliver.DeliveryListener;
import io.callstream.sink.runtime.subscribe.EventFilter;
import java.time.Clock;

/**
 * Puts a loop together.
 *
 * @param settings how to consume
 * @param policy how to gather
 * @param events hears what the loop meets
 * @param listener hears of every event's end
 * @param clock the time
 */
public record LoopParts(
        LoopSettings settings, BatchPolicy policy, LoopEvents events, DeliveryListener listener, Clock clock) {
    /** @param sources used by the loop's thread alone, and closed by it */
    public ConsumerLoop loop(
            ConsumerLoop.Sources sources, DeliveryEngine engine, EventDecoder decoder, EventFilter filter) {
        DeliveryPipeline pipeline = pipeline(engine, decoder, filter);
        Commits commits = commits(sources, pipeline);
        Positions positions = new Positions(sources.consumer(), pipeline, settings, events, sources.topics());
        PartitionSource partitions = new GroupPartitions(sources.consumer(), pipeline, settings, positions, commits);
        return new ConsumerLoop(
                sources, new ConsumerLoop.Stages(partitions, pipeline, commits), settings, events, clock);
    }

    /** As {@link #loop}, for a loop that ends when it has read what the bounds name. */
    public ConsumerLoop bounded(
            Bounds bounds,
            ConsumerLoop.Sources sources,
            DeliveryEngine engine,
            EventDecoder decoder,
            EventFilter filter) {
        DeliveryPipeline.Admission admission = new DeliveryPipeline.Admission(bounds.selection(), bounds.pace(), true);
        DeliveryPipeline pipeline = pipeline(admission, engine, new RecordReader(decoder, filter));
        Commits commits = commits(sources, pipeline);
        PartitionSource partitions = new BoundedPartitions(sources, pipeline, events, commits, bounds.ranges());
        return new ConsumerLoop(
                sources, new ConsumerLoop.Stages(partitions, pipeline, commits), settings, events, clock);
    }

    private Commits commits(ConsumerLoop.Sources sources, DeliveryPipeline pipeline) {
        return new Commits(sources.consumer(), pipeline, settings, clock);
    }

    /** What the loop moves records through, for whoever gets them from elsewhere than a consumer of its own. */
    public DeliveryPipeline pipeline(DeliveryEngine engine, EventDecoder decoder, EventFilter filter) {
        return pipeline(DeliveryPipeline.Admission.ALL, engine, new RecordReader(decoder, filter));
    }

    private DeliveryPipeline pipeline(
            DeliveryPipeline.Admission admission, DeliveryEngine engine, RecordReader recordReader) {
        Workers workers = new Workers(
                engine,
                policy.maxAge(),
                listener,
                new Workers.PoolSize("sink-" + settings.sink() + "-delivery", policy.concurrency()));
        DeliveryPipeline.Stages stages =
                new DeliveryPipeline.Stages(admission, recordReader, new Batcher(policy, clock), workers);
        return new DeliveryPipeline(stages, settings, events, clock);
    }
}
