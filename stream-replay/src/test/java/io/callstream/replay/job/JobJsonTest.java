package io.callstream.replay.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.reader.PartitionRange;
import io.callstream.replay.plan.Filter;
import io.callstream.replay.plan.JobId;
import io.callstream.replay.plan.PlanCounts;
import io.callstream.replay.plan.ReplayPlan;
import io.callstream.replay.plan.Sample;
import io.callstream.replay.plan.Terms;
import io.callstream.sink.runtime.consume.Tally;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What is written of a job is read again, also by a process of another version. */
class JobJsonTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void aPlanIsReadAsItWasWritten() {
        ReplayPlan plan = new ReplayPlan(
                new JobId("a-1"),
                "postgres",
                NOW,
                List.of(new PartitionRange(new TopicPartition("llm.success", 3), 12, 99)),
                new Filter(new Sample(0.25), Optional.of("model = 'm'")),
                new Terms(OptionalDouble.of(12.5), 77),
                new PlanCounts(Map.of("success", 5L, "failure", 0L), 1234, Optional.of(NOW), Optional.empty(), 2));

        assertThat(again(new JobEntry.Planned(plan))).hasValue(new JobEntry.Planned(plan));
    }

    @Property(tries = 100)
    void aStatusIsReadAsItWasWritten(@ForAll JobState state, @ForAll long delivered, @ForAll String reason) {
        JobStatus status = new JobStatus("a-1", "file", state, new Tally(delivered, 2, 3), 9, reason, NOW);
        JobEntry said = new JobEntry.Said(status, "me", true);

        assertThat(again(said)).hasValue(said);
    }

    @Test
    void whatIsNoRecordOfOursIsPassedOver() {
        byte[] key = "a-1/state".getBytes(StandardCharsets.UTF_8);

        assertThat(JobJson.read(key, "{".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(JobJson.read(key, "{\"job\": \"a-1\"}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(JobJson.read("other".getBytes(StandardCharsets.UTF_8), "{}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    private static Optional<JobEntry> again(JobEntry entry) {
        return JobJson.read(JobJson.key(entry), JobJson.value(entry));
    }
}
