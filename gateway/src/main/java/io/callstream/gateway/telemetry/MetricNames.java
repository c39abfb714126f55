package io.callstream.gateway.telemetry;

/** The gateway's metrics. Names are Micrometer's; Prometheus shows them with underscores and its own endings. */
public final class MetricNames {
    /** Calls that have ended, by {@link #OUTCOME}. */
    public static final String CALLS = "callstream.calls";
    /** Time of whole calls. */
    public static final String CALL_DURATION = "callstream.call.duration";
    /** Time of calls less the time spent waiting for the provider: what the gateway added. */
    public static final String CALL_OVERHEAD = "callstream.call.overhead";
    /** Calls under way. */
    public static final String CALLS_OPEN = "callstream.calls.open";
    /** Client connections. */
    public static final String CONNECTIONS = "callstream.connections";
    /** Memory that requests and answers under way take. */
    public static final String MEMORY_TAKEN = "callstream.memory.taken.bytes";
    /** Most that they may take. */
    public static final String MEMORY_MOST = "callstream.memory.budget.bytes";
    /** How often there was no memory left for a request, an answer or a count. */
    public static final String MEMORY_REFUSED = "callstream.memory.refused";
    /** Calls without a valid key that were only counted, because more came than are told. */
    public static final String REFUSED_UNTOLD = "callstream.calls.refused.untold";
    /** Events by {@link #KIND} that the spool has kept. */
    public static final String EVENTS = "callstream.events";
    /** Events by {@link #KIND} that the spool had no room for. */
    public static final String EVENTS_SHED = "callstream.events.shed";
    /** Attempts to end a story twice: faults of the gateway that did no harm. */
    public static final String SECOND_ENDS = "callstream.events.second.ends";
    /** Calls whose tokens could be neither read nor counted. */
    public static final String UNCOUNTED = "callstream.usage.uncounted";
    /** Bodies that were to be kept as files and were not. */
    public static final String BODIES_SHED = "callstream.bodies.shed";

    /** Disk space of the spool's files. */
    public static final String SPOOL_USED = "callstream.spool.used.bytes";
    /** Most that they may use. */
    public static final String SPOOL_BUDGET = "callstream.spool.budget.bytes";
    /** Events that Kafka has not acknowledged. */
    public static final String SPOOL_PENDING = "callstream.spool.pending.events";
    /** Their size on disk. */
    public static final String SPOOL_PENDING_BYTES = "callstream.spool.pending.bytes";
    /** Age of the oldest of them. */
    public static final String SPOOL_OLDEST = "callstream.spool.oldest.pending.seconds";
    /** Events, or bodies of events, that were lost, by {@link #KIND} and {@link #REASON}. */
    public static final String SPOOL_LOST = "callstream.spool.lost";
    /** 1 while events flow to Kafka, 0 while Kafka or the registry is waited for. */
    public static final String SHIPPING = "callstream.ship.flows";
    /** Events that Kafka has acknowledged. */
    public static final String SHIPPED = "callstream.ship.acknowledged";
    /** Events that Kafka refused for good. */
    public static final String SHIP_REFUSED = "callstream.ship.refused";
    /** Producers made anew after a fault. */
    public static final String SHIP_RESTARTS = "callstream.ship.restarts";

    /** {@code success}, or the tag of the error. */
    public static final String OUTCOME = "outcome";
    /** Why something was lost: {@code budget}, {@code disk_full}, {@code too_large}, ... */
    public static final String REASON = "reason";
    /** {@code pre-call}, {@code chunk}, {@code success} or {@code failure}. */
    public static final String KIND = "kind";

    private MetricNames() {}
}
