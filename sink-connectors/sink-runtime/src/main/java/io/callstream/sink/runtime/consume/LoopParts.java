package io.callstream.sink.runtime.consume;

import io.callstream.events.codec.EventDecoder;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.runtime.deliver.DeliveryEngine;
import io.callstream.sink.runtime.deliver.Settlement;
import io.callstream.sink.runtime.subscribe.EventFilter;
import java.time.Clock;

/**
 * Puts a loop together.
 *
 * @param settings how to consume
 * @param policy how to gather
 * @param events hears what the loop meets
 * @param settlement hears of every event's end
 * @param clock the time
 */
public record LoopParts(
        LoopSettings settings, BatchPolicy policy, LoopEvents events, Settlement settlement, Clock clock) {
    /** @param sources used by the loop's thread alone, and closed by it */
    public ConsumerLoop loop(
            ConsumerLoop.Sources sources, DeliveryEngine engine, EventDecoder decoder, EventFilter filter) {
        Passage passage = passage(engine, decoder, filter);
        Commits commits = commits(sources, passage);
        Positions positions = new Positions(sources.consumer(), passage, settings, events, sources.topics());
        PartitionSource partitions = new GroupPartitions(sources.consumer(), passage, settings, positions, commits);
        return new ConsumerLoop(
                sources, new ConsumerLoop.Stages(partitions, passage, commits), settings, events, clock);
    }

    /** As {@link #loop}, for a loop that ends when it has read what the bounds name. */
    public ConsumerLoop bounded(
            Bounds bounds,
            ConsumerLoop.Sources sources,
            DeliveryEngine engine,
            EventDecoder decoder,
            EventFilter filter) {
        Passage.Admission admission = new Passage.Admission(bounds.selection(), bounds.pace(), true);
        Passage passage = passage(admission, engine, new Intake(decoder, filter));
        Commits commits = commits(sources, passage);
        PartitionSource partitions = new BoundedPartitions(sources, passage, events, commits, bounds.ranges());
        return new ConsumerLoop(
                sources, new ConsumerLoop.Stages(partitions, passage, commits), settings, events, clock);
    }

    private Commits commits(ConsumerLoop.Sources sources, Passage passage) {
        return new Commits(sources.consumer(), passage, settings, clock);
    }

    /** What the loop moves records through, for whoever gets them from elsewhere than a consumer of its own. */
    public Passage passage(DeliveryEngine engine, EventDecoder decoder, EventFilter filter) {
        return passage(Passage.Admission.ALL, engine, new Intake(decoder, filter));
    }

    private Passage passage(Passage.Admission admission, DeliveryEngine engine, Intake intake) {
        Workers workers = new Workers(
                engine,
                policy.maxAge(),
                settlement,
                new Workers.Crew("sink-" + settings.sink() + "-delivery", policy.concurrency()));
        Passage.Stages stages = new Passage.Stages(admission, intake, new Batcher(policy, clock), workers);
        return new Passage(stages, settings, events, clock);
    }
}
