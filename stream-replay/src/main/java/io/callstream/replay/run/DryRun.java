package io.callstream.replay.run;

import io.callstream.reader.RangeReader;
import io.callstream.reader.TopicConsumers;
import io.callstream.replay.plan.Conditions;
import io.callstream.replay.plan.ReplayPlan;
import io.callstream.replay.plan.ReplayRefusedException;
import io.callstream.sink.runtime.SinkAdmission;
import io.callstream.sink.runtime.SinkRunnerOptions;
import io.callstream.sink.runtime.consume.Tally;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what a plan names as the sink would, and delivers nothing: shows what it would skip, and what it cannot read. */
public final class DryRun {
    private final TopicConsumers consumers;
    private final Conditions conditions;

    public DryRun(TopicConsumers consumers, Conditions conditions) {
        this.consumers = consumers;
        this.conditions = conditions;
    }

    /**
     * How the events would end, as far as the destination has no say in it.
     *
     * @param options of the sink that the plan names
     * @throws ReplayRefusedException for dead letters: their destination has had its say
     * @throws io.callstream.reader.ReadFailedException if Kafka does not answer
     */
    public Tally run(ReplayPlan plan, SinkRunnerOptions options) {
        if (plan.ofDeadLetters()) {
            throw new ReplayRefusedException(
                    "--dry-run tries what a sink reads from topics (for dead letters: --plan)");
        }
        SinkAdmission admission = SinkAdmission.of(options);
        Predicate<ConsumerRecord<byte[], byte[]>> wanted =
                plan.filter().over(plan.ranges(), plan.counts().from(), conditions);
        Tally tally = Tally.NONE;
        try (RangeReader reader = new RangeReader(consumers.open(), plan.ranges())) {
            for (Optional<ConsumerRecord<byte[], byte[]>> next = reader.next();
                    next.isPresent();
                    next = reader.next()) {
                if (wanted.test(next.get())) {
                    tally = tally.plus(admission.admit(next.get()));
                }
            }
        }
        return tally;
    }
}
