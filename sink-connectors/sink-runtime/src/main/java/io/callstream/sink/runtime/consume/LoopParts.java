package io.callstream.sink.runtime.consume;

import io.callstream.events.codec.EventDecoder;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.runtime.deliver.DeliveryEngine;
import io.callstream.sink.runtime.deliver.Settlement;
import io.callstream.sink.runtime.subscribe.EventFilter;
import java.time.Clock;
import org.apache.kafka.clients.consumer.Consumer;

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
    /** @param consumer used by the loop's thread alone, and closed by it */
    public ConsumerLoop loop(
            Consumer<byte[], byte[]> consumer, DeliveryEngine engine, EventDecoder decoder, EventFilter filter) {
        Workers workers = new Workers(
                engine,
                policy.maxAge(),
                settlement,
                new Workers.Crew("sink-" + settings.sink() + "-delivery", policy.concurrency()));
        ConsumerLoop.Stages stages =
                new ConsumerLoop.Stages(new Intake(decoder, filter), new Batcher(policy, clock), workers);
        return new ConsumerLoop(consumer, stages, settings, events, clock);
    }
}
