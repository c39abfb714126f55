package io.callstream.sink.runtime;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.runtime.consume.StartFrom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a sink is run, by what stands beside its own settings.
 *
 * @param from where a new group starts
 * @param protocol how copies share the partitions; empty where the sink does not say it
 * @param schemaWait how long a schema is waited for that the registry does not know
 * @param onGap what is done when events to be read are gone
 * @param batching what is said instead of the sink's own way of gathering
 */
record RuntimeSettings(
        StartFrom from, Optional<GroupProtocol> protocol, Duration schemaWait, OnGap onGap, Batching batching) {
    static final Key<Optional<Integer>> CONCURRENCY = Key.integer("concurrency")
            .min("1")
            .max("1000000")
            .optional()
            .says("Deliveries at once; by default the sink's.");
    static final Key<StartFrom> FROM = Key.choice("from", StartFrom.class)
            .byDefault("earliest")
            .says("Where a new group starts: `earliest` or `latest`.");
    static final Key<Duration> UNKNOWN_SCHEMA_WAIT = Key.duration("unknown_schema_wait")
            .byDefault("2m")
            .says("How long events of schemas that the registry does not know are waited for, all together, before they"
                    + " are dead letters; other partitions go on.");
    static final Key<Optional<GroupProtocol>> GROUP_PROTOCOL = Key.choice("group_protocol", GroupProtocol.class)
            .optional()
            .says("How copies of the sink share the partitions: `classic` (cooperative, any broker) or `consumer`"
                    + " (KIP-848, brokers from 4.0 on); by default what `callstream.kafka.properties` says, else"
                    + " `classic`.");
    static final Key<List<String>> HEALTH_HOSTS = Key.texts("health_hosts")
            .byDefault("[]")
            .says("Further names under which `/health` and `/metrics` answer.");
    static final Key<OnGap> ON_GAP = Key.choice("on_gap", OnGap.class)
            .byDefault("stop")
            .says("What to do when events to be read are gone from a topic: `stop` or `continue`.");

    /** The section of {@link Batching}. */
    static final String BATCH = "batch";

    private static final int MANY = 1_000_000;

    enum OnGap {
        STOP,
        CONTINUE
    }

    /**
     * When a batch is full, where the file says it.
     *
     * @param maxBytes as in the topic
     */
    record Batching(
            Optional<Integer> maxEvents,
            Optional<Long> maxBytes,
            Optional<Duration> maxWait,
            Optional<Integer> atOnce) {
        static final Key<Optional<Integer>> MAX_EVENTS = Key.integer("max_events")
                .min("1")
                .max("1000000")
                .optional()
                .says("Most events in a batch; by default the sink's.");
        static final Key<Optional<Long>> MAX_BYTES = Key.bytes("max_bytes")
                .min("1")
                .optional()
                .says("Most bytes in a batch, as in the topic; a larger event comes alone. By default the sink's.");
        static final Key<Optional<Duration>> MAX_WAIT = Key.duration("max_wait")
                .optional()
                .says("Longest time an event waits for others; by default the sink's.");
    }

    static RuntimeSettings read(Section own) {
        own.get(HEALTH_HOSTS); // For the whole process: SinkRunner reads it.
        Section batch = own.section(BATCH);
        return new RuntimeSettings(
                own.get(FROM),
                own.get(GROUP_PROTOCOL),
                own.get(UNKNOWN_SCHEMA_WAIT),
                own.get(ON_GAP),
                new Batching(
                        batch.get(Batching.MAX_EVENTS),
                        batch.get(Batching.MAX_BYTES),
                        batch.get(Batching.MAX_WAIT),
                        own.get(CONCURRENCY)));
    }

    /** How events are gathered. */
    BatchPolicy policy(BatchPolicy wanted) {
        return new BatchPolicy(
                batching.maxEvents().orElse(wanted.maxEvents()),
                batching.maxBytes().orElse(wanted.maxBytes()),
                batching.maxWait().orElse(wanted.maxWait()),
                batching.atOnce().orElse(wanted.concurrency()),
                wanted.maxAge());
    }

    /** Most events of an account that are held in memory. */
    static int buffered(BatchPolicy policy, int batches) {
        return (int) Math.min(MANY, (long) policy.maxEvents() * policy.concurrency() * batches);
    }
}
