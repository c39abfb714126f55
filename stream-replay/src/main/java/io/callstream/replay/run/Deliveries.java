package io.callstream.replay.run;

import io.callstream.replay.plan.Conditions;
import io.callstream.replay.plan.ReplayPlan;
import io.callstream.sink.runtime.SinkRunnerOptions;
import io.callstream.sink.runtime.consume.Pace;

/** Starts the delivery that a plan asks for. */
final class Deliveries {
    private Deliveries() {}

    static Delivering start(ReplayPlan plan, SinkRunnerOptions options, Conditions conditions) {
        Pace pace = plan.terms().rate().isPresent()
                ? new RateLimit(plan.terms().rate().getAsDouble(), System::nanoTime)
                : Pace.UNBOUNDED;
        if (plan.ofDeadLetters()) {
            return LetterDelivering.start(plan, options, pace);
        }
        return SinkDelivering.start(plan, options, conditions, new Yielding(pace));
    }
}
