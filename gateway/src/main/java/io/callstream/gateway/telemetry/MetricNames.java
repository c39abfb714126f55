package io.callstream.gateway.telemetry;

/** The gateway's metrics. Names are Micrometer's; Prometheus shows them with underscores and its own endings. */
public final class MetricNames {
    /** {@code success}, or the tag of the error. */
    public static final String OUTCOME = "outcome";
    /** Why something was lost: {@code budget}, {@code disk_full}, {@code too_large}, ... */
    public static final String REASON = "reason";
    /** {@code pre-call}, {@code chunk}, {@code success} or {@code failure}. */
    public static final String KIND = "kind";

    /** Public model name of the configuration, {@code none} for calls that went nowhere, {@code other} beyond a bound. */
    public static final String MODEL_GROUP = "model_group";
    /** Provider of the deployment; as {@link #MODEL_GROUP}. */
    public static final String PROVIDER = "provider";
    /** Team of the caller's key; as {@link #MODEL_GROUP}. */
    public static final String TEAM = "team";
    /** {@code success} or {@code failure}. */
    public static final String RESULT = "result";
    /** Kind of token. */
    public static final String TYPE = "type";

    @MetricDescription(
            value = "Calls that have ended, by outcome.",
            by = {OUTCOME})
    public static final String CALLS = "callstream.calls";

    @MetricDescription(
            value = "Time of whole calls.",
            kind = MetricDescription.Kind.TIMER,
            by = {MODEL_GROUP, PROVIDER, TEAM})
    public static final String CALL_DURATION = "callstream.call.duration";

    @MetricDescription(
            value = "Time spent waiting for the provider.",
            kind = MetricDescription.Kind.TIMER,
            by = {MODEL_GROUP, PROVIDER, TEAM})
    public static final String CALL_UPSTREAM = "callstream.call.upstream";

    @MetricDescription(
            value = "Time to first token: until the first bytes of a stream came.",
            kind = MetricDescription.Kind.TIMER,
            by = {MODEL_GROUP, PROVIDER, TEAM})
    public static final String CALL_TTFT = "callstream.call.ttft";

    @MetricDescription(
            value = "Calls that have ended; the result is success or failure.",
            by = {MODEL_GROUP, PROVIDER, TEAM, RESULT})
    public static final String MODEL_CALLS = "callstream.model.calls";

    @MetricDescription(
            value = "Tokens, reported or counted; the type is prompt or completion.",
            by = {MODEL_GROUP, PROVIDER, TEAM, TYPE})
    public static final String TOKENS = "callstream.tokens";

    @MetricDescription(
            value =
                    "Tokens among those of callstream_tokens_total; the type is cache_read, cache_creation or reasoning.",
            by = {MODEL_GROUP, PROVIDER, TEAM, TYPE})
    public static final String TOKENS_OF = "callstream.token.details";

    @MetricDescription(
            value = "Cost of calls in US dollars.",
            by = {MODEL_GROUP, PROVIDER, TEAM})
    public static final String COST = "callstream.cost.usd";

    @MetricDescription(
            value = "Calls that used tokens of a model without a known price.",
            by = {MODEL_GROUP, PROVIDER, TEAM})
    public static final String UNPRICED = "callstream.calls.unpriced";

    @MetricDescription(
            value = "Time of calls less the time spent waiting for the provider: what the gateway added.",
            kind = MetricDescription.Kind.TIMER)
    public static final String CALL_OVERHEAD = "callstream.call.overhead";

    @MetricDescription(value = "Calls under way.", kind = MetricDescription.Kind.GAUGE)
    public static final String CALLS_OPEN = "callstream.calls.open";

    @MetricDescription(value = "Client connections.", kind = MetricDescription.Kind.GAUGE)
    public static final String CONNECTIONS = "callstream.connections";

    @MetricDescription(value = "Memory that requests and answers under way take.", kind = MetricDescription.Kind.GAUGE)
    public static final String MEMORY_TAKEN = "callstream.memory.taken.bytes";

    @MetricDescription(
            value = "Memory that requests and answers under way may take at most.",
            kind = MetricDescription.Kind.GAUGE)
    public static final String MEMORY_MOST = "callstream.memory.budget.bytes";

    @MetricDescription("How often there was no memory left for a request, an answer or a count.")
    public static final String MEMORY_REFUSED = "callstream.memory.refused";

    @MetricDescription("How often an event loop stood still for over 250 ms, with all its connections.")
    public static final String LOOP_HOLDS = "callstream.loop.holds";

    @MetricDescription("Seconds for which event loops stood still in those.")
    public static final String LOOP_HELD = "callstream.loop.held.seconds";

    @MetricDescription(
            value = "Longest time that an event loop stood still since the start, in seconds.",
            kind = MetricDescription.Kind.GAUGE)
    public static final String LOOP_LONGEST = "callstream.loop.longest.hold.seconds";

    @MetricDescription("Calls without a valid key that were only counted, because more came than are recorded.")
    public static final String REFUSED_UNTOLD = "callstream.calls.refused.untold";

    @MetricDescription(
            value = "Events by kind that the spool has kept.",
            by = {KIND})
    public static final String EVENTS = "callstream.events";

    @MetricDescription(
            value = "Events by kind that the spool had no room for.",
            by = {KIND})
    public static final String EVENTS_SHED = "callstream.events.shed";

    @MetricDescription("Attempts to end a call twice: faults of the gateway that did no harm.")
    public static final String SECOND_ENDS = "callstream.events.second.ends";

    @MetricDescription("Calls whose tokens could be neither read nor counted.")
    public static final String UNCOUNTED = "callstream.usage.uncounted";

    @MetricDescription("Bodies that were to be kept as files and were not.")
    public static final String BODIES_SHED = "callstream.bodies.shed";

    @MetricDescription(value = "Disk space of the bodies kept as files.", kind = MetricDescription.Kind.GAUGE)
    public static final String BODIES_BYTES = "callstream.bodies.used.bytes";

    @MetricDescription("Bodies kept as files that were deleted for their age or for room.")
    public static final String BODIES_DELETED = "callstream.bodies.deleted";

    @MetricDescription(
            value = "1 while the spool keeps every event, 0 while it sheds some or refuses calls.",
            kind = MetricDescription.Kind.GAUGE)
    public static final String SPOOL_KEEPS = "callstream.spool.keeps";

    @MetricDescription(value = "Disk space of the spool's files.", kind = MetricDescription.Kind.GAUGE)
    public static final String SPOOL_USED = "callstream.spool.used.bytes";

    @MetricDescription(
            value = "Disk space that the spool's files may use at most.",
            kind = MetricDescription.Kind.GAUGE)
    public static final String SPOOL_BUDGET = "callstream.spool.budget.bytes";

    @MetricDescription(value = "Events that Kafka has not acknowledged.", kind = MetricDescription.Kind.GAUGE)
    public static final String SPOOL_PENDING = "callstream.spool.pending.events";

    @MetricDescription(
            value = "Size on disk of the events that Kafka has not acknowledged.",
            kind = MetricDescription.Kind.GAUGE)
    public static final String SPOOL_PENDING_BYTES = "callstream.spool.pending.bytes";

    @MetricDescription(
            value = "Age of the oldest event that Kafka has not acknowledged.",
            kind = MetricDescription.Kind.GAUGE)
    public static final String SPOOL_OLDEST = "callstream.spool.oldest.pending.seconds";

    @MetricDescription(
            value = "Events, or bodies of events, that were lost, by kind and reason.",
            by = {KIND, REASON})
    public static final String SPOOL_LOST = "callstream.spool.lost";

    @MetricDescription(
            value = "1 while events flow to Kafka, 0 while Kafka or the registry is waited for.",
            kind = MetricDescription.Kind.GAUGE)
    public static final String SHIPPING = "callstream.ship.flows";

    @MetricDescription("Events that Kafka has acknowledged.")
    public static final String SHIPPED = "callstream.ship.acknowledged";

    @MetricDescription("Events that Kafka refused for good.")
    public static final String SHIP_REFUSED = "callstream.ship.refused";

    @MetricDescription("Events that were sent again with less in them, because their topic did not take them whole.")
    public static final String SHIP_SHORTENED = "callstream.ship.shortened";

    @MetricDescription("Producers made anew after a fault.")
    public static final String SHIP_RESTARTS = "callstream.ship.restarts";

    private MetricNames() {}
}
