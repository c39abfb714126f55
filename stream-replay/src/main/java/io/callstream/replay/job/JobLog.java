package io.callstream.replay.job;

import io.callstream.replay.plan.ReplayPlan;
import java.util.Map;

/** The records of all jobs. For one thread. */
public interface JobLog extends AutoCloseable {
    /** Reads what has come since it was last read, to where the topic ends now; waits for Kafka. */
    void refresh();

    /** Reads what has come, without waiting; nothing while Kafka is away. */
    void poll();

    /** What is known of a job; {@link Job#UNKNOWN} when nothing is. */
    Job job(String name);

    /** All jobs, by name. */
    Map<String, Job> jobs();

    /** Returns when Kafka has it. */
    void write(ReplayPlan plan);

    /** Returns when Kafka has it. */
    void write(JobStatus status, String runner, boolean claim);

    /** Does not wait: the next one says more. */
    void heartbeat(JobStatus status, String runner);

    /** Returns when Kafka has it. */
    void askToCancel(String job);

    @Override
    void close();
}
