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
        return new ConsumerLoop(sources, passage(engine, decoder, filter), settings, events, clock);
    }

    /** What the loop moves records through, for whoever gets them from elsewhere than a consumer of its own. */
    public Passage passage(DeliveryEngine engine, EventDecoder decoder, EventFilter filter) {
        Workers workers = new Workers(
                engine,
                policy.maxAge(),
                settlement,
                new Workers.Crew("sink-" + settings.sink() + "-delivery", policy.concurrency()));
        Passage.Stages stages = new Passage.Stages(new Intake(decoder, filter), new Batcher(policy, clock), workers);
        return new Passage(stages, settings, events, clock);
    }
}
