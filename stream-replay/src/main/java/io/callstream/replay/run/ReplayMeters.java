package io.callstream.replay.run;

import io.callstream.replay.plan.ReplayPlan;
import io.callstream.sink.runtime.consume.Tally;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.ToDoubleFunction;

/** What {@code /metrics} says of a replay beside what it says of every sink; over all runs of the job. */
final class ReplayMeters {
    private ReplayMeters() {}

    static void register(MeterRegistry meters, ReplayPlan plan, Delivering delivering) {
        Tags tags = Tags.of("sink", plan.sink(), "job", plan.job().text());
        Gauge.builder(ReplayMetric.PLANNED.meter(), delivering, Delivering::total)
                .description(ReplayMetric.PLANNED.says())
                .tags(tags)
                .register(meters);
        ended(meters, tags.and("outcome", "delivered"), delivering, Tally::delivered);
        ended(meters, tags.and("outcome", "skipped"), delivering, Tally::skipped);
        ended(meters, tags.and("outcome", "refused"), delivering, Tally::refused);
    }

    private static void ended(MeterRegistry meters, Tags tags, Delivering delivering, ToDoubleFunction<Tally> outcome) {
        Gauge.builder(ReplayMetric.ENDED.meter(), delivering, each -> outcome.applyAsDouble(each.tally()))
                .description(ReplayMetric.ENDED.says())
                .tags(tags)
                .register(meters);
    }
}
