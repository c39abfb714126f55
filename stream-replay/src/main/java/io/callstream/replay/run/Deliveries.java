package io.callstream.replay.run;

import io.callstream.replay.plan.Conditions;
import io.callstream.replay.plan.ReplayPlan;
import io.callstream.sink.runtime.DeadLetterReplayer;
import io.callstream.sink.runtime.SinkRunnerOptions;
import io.callstream.sink.runtime.consume.Pace;
import io.callstream.sink.runtime.deliver.Backoff;
import java.time.Duration;

/** Starts the delivery that a plan asks for. */
final class Deliveries {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private Deliveries() {}

    static Delivering start(ReplayPlan plan, SinkRunnerOptions options, Conditions conditions) {
        Pace pace = plan.terms().rate().isPresent()
                ? new RateLimit(plan.terms().rate().getAsDouble(), System::nanoTime)
                : Pace.UNBOUNDED;
        if (plan.ofDeadLetters()) {
            Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, options.random());
            return LetterDelivering.start(plan, DeadLetterReplayer.open(options), pace, backoff);
        }
        return SinkDelivering.start(plan, options, conditions, new Yielding(pace));
    }
}
