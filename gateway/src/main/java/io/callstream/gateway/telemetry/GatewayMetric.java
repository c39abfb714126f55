package io.callstream.gateway.telemetry;

import static io.callstream.settings.metric.MetricType.COUNTER;
import static io.callstream.settings.metric.MetricType.GAUGE;
import static io.callstream.settings.metric.MetricType.HISTOGRAM;
import static io.callstream.settings.metric.MetricUnit.BYTES;
import static io.callstream.settings.metric.MetricUnit.NONE;
import static io.callstream.settings.metric.MetricUnit.SECONDS;
import static io.callstream.settings.metric.MetricUnit.USD;

import io.callstream.settings.metric.MetricFacts;
import io.callstream.settings.metric.MetricType;
import io.callstream.settings.metric.MetricUnit;
import java.util.Arrays;
import java.util.List;

/** The gateway's metrics, each stated once: the code and {@code docs/reference/metrics.md} have them from here. */
public enum GatewayMetric {
    CALLS("callstream.calls", COUNTER, NONE, "Calls that have ended, by outcome.", MetricLabels.OUTCOME),
    CALL_DURATION(
            "callstream.call.duration",
            HISTOGRAM,
            SECONDS,
            "Time of whole calls.",
            MetricLabels.MODEL_GROUP,
            MetricLabels.PROVIDER,
            MetricLabels.TEAM),
    CALL_UPSTREAM(
            "callstream.call.upstream",
            HISTOGRAM,
            SECONDS,
            "Time spent waiting for the provider.",
            MetricLabels.MODEL_GROUP,
            MetricLabels.PROVIDER,
            MetricLabels.TEAM),
    CALL_TTFT(
            "callstream.call.ttft",
            HISTOGRAM,
            SECONDS,
            "Time to first token: until the first bytes of a stream came.",
            MetricLabels.MODEL_GROUP,
            MetricLabels.PROVIDER,
            MetricLabels.TEAM),
    MODEL_CALLS(
            "callstream.model.calls",
            COUNTER,
            NONE,
            "Calls that have ended; the result is success or failure.",
            MetricLabels.MODEL_GROUP,
            MetricLabels.PROVIDER,
            MetricLabels.TEAM,
            MetricLabels.RESULT),
    TOKENS(
            "callstream.tokens",
            COUNTER,
            NONE,
            "Tokens, reported or counted; the type is prompt or completion.",
            MetricLabels.MODEL_GROUP,
            MetricLabels.PROVIDER,
            MetricLabels.TEAM,
            MetricLabels.TYPE),
    TOKENS_OF(
            "callstream.token.details",
            COUNTER,
            NONE,
            "Tokens among those of callstream_tokens_total; the type is cache_read, cache_creation or reasoning.",
            MetricLabels.MODEL_GROUP,
            MetricLabels.PROVIDER,
            MetricLabels.TEAM,
            MetricLabels.TYPE),
    COST(
            "callstream.cost",
            COUNTER,
            USD,
            "Cost of calls in US dollars.",
            MetricLabels.MODEL_GROUP,
            MetricLabels.PROVIDER,
            MetricLabels.TEAM),
    UNPRICED(
            "callstream.calls.unpriced",
            COUNTER,
            NONE,
            "Calls that used tokens of a model without a known price.",
            MetricLabels.MODEL_GROUP,
            MetricLabels.PROVIDER,
            MetricLabels.TEAM),
    DEPLOYMENT_COOLDOWN(
            "callstream.deployment.cooldown",
            GAUGE,
            NONE,
            "1 while the deployment is left alone because it has failed, else 0.",
            MetricLabels.DEPLOYMENT),
    CALL_OVERHEAD(
            "callstream.call.overhead",
            HISTOGRAM,
            SECONDS,
            "Time of calls less the time spent waiting for the provider: what the gateway added."),
    CALLS_OPEN("callstream.calls.open", GAUGE, NONE, "Calls under way."),
    CONNECTIONS("callstream.connections", GAUGE, NONE, "Client connections."),
    MEMORY_TAKEN("callstream.memory.taken", GAUGE, BYTES, "Memory that requests and answers under way take."),
    MEMORY_MOST(
            "callstream.memory.budget", GAUGE, BYTES, "Memory that requests and answers under way may take at most."),
    MEMORY_REFUSED(
            "callstream.memory.refused",
            COUNTER,
            NONE,
            "How often there was no memory left for a request, an answer or a count."),
    LOOP_HOLDS(
            "callstream.loop.holds",
            COUNTER,
            NONE,
            "How often an event loop stood still for over 250 ms, with all its connections."),
    LOOP_HELD("callstream.loop.held", COUNTER, SECONDS, "Seconds for which event loops stood still in those."),
    LOOP_LONGEST(
            "callstream.loop.longest.hold",
            GAUGE,
            SECONDS,
            "Longest time that an event loop stood still since the start, in seconds."),
    REFUSED_UNRECORDED(
            "callstream.calls.refused.untold",
            COUNTER,
            NONE,
            "Calls without a valid key that were only counted, because more came than are recorded."),
    CACHE_HITS("callstream.cache.hits", COUNTER, NONE, "Calls that were answered from the cache."),
    CACHE_MISSES(
            "callstream.cache.misses", COUNTER, NONE, "Calls that looked for an answer in the cache and found none."),
    CACHE_ERRORS(
            "callstream.cache.errors",
            COUNTER,
            NONE,
            "Lookups, writes and connections that failed at Redis, or that it answered with something else than an answer."),
    CACHE_KEPT("callstream.cache.kept", COUNTER, NONE, "Answers that were put into the cache."),
    CACHE_SAVED(
            "callstream.cache.saved",
            COUNTER,
            USD,
            "What calls answered from the cache would have cost, in US dollars."),
    LIMIT_REFUSALS(
            "callstream.limit.refusals",
            COUNTER,
            NONE,
            "Calls that were refused because a limit had been reached: requests, tokens, parallel, budget, budget_reserved.",
            MetricLabels.KIND),
    LIMIT_WAITS(
            "callstream.limit.waits",
            COUNTER,
            NONE,
            "Calls that waited because others under way had reserved the rest of a budget."),
    LIMIT_SUBJECTS(
            "callstream.limit.subjects",
            GAUGE,
            NONE,
            "Keys, teams, users and others whose use is counted at the moment."),
    LIMIT_GATEWAYS("callstream.limit.gateways", GAUGE, NONE, "Other gateways that share the limits and run."),
    INGESTED(
            "callstream.ingested.calls",
            COUNTER,
            NONE,
            "Calls that other proxies reported, and that were recorded (accepted) or wrong (rejected).",
            MetricLabels.RESULT),
    CONFIG_RELOADS(
            "callstream.config.reloads",
            COUNTER,
            NONE,
            "Changed configurations that were taken over (applied), or were wrong and left the one before in use (rejected).",
            MetricLabels.RESULT),
    HOOK_CALLS("callstream.hook.calls", COUNTER, NONE, "Checks of request hooks that began.", MetricLabels.HOOK),
    HOOK_REJECTS("callstream.hook.rejects", COUNTER, NONE, "Requests that hooks rejected.", MetricLabels.HOOK),
    HOOK_FAILURES(
            "callstream.hook.failures",
            COUNTER,
            NONE,
            "Checks of request hooks that failed: too slow (timeout), no thread free (full), an exception (thrown), or a"
                    + " result that cannot be applied (invalid).",
            MetricLabels.HOOK,
            MetricLabels.REASON),
    HOOK_TIME(
            "callstream.hook.time", COUNTER, SECONDS, "Seconds that checks of request hooks took.", MetricLabels.HOOK),
    EVENTS("callstream.events", COUNTER, NONE, "Events by kind that the spool has kept.", MetricLabels.KIND),
    EVENTS_SHED(
            "callstream.events.shed",
            COUNTER,
            NONE,
            "Events by kind that the spool had no room for.",
            MetricLabels.KIND),
    REDACTIONS(
            "callstream.redactions",
            COUNTER,
            NONE,
            "Places that redaction took out of texts before they were recorded or sent, as often as they were.",
            MetricLabels.DETECTOR),
    REDACTIONS_LEFT_OUT(
            "callstream.redactions.left.out",
            COUNTER,
            NONE,
            "Texts that redaction could not look through, and that were left out as a whole."),
    SECOND_ENDS(
            "callstream.events.second.ends",
            COUNTER,
            NONE,
            "Attempts to end a call twice: faults of the gateway that did no harm."),
    UNCOUNTED("callstream.usage.uncounted", COUNTER, NONE, "Calls whose tokens could be neither read nor counted."),
    BODIES_SHED("callstream.bodies.shed", COUNTER, NONE, "Bodies that were to be kept as files and were not."),
    BODIES_BYTES("callstream.bodies.used", GAUGE, BYTES, "Disk space of the bodies kept as files."),
    BODIES_DELETED(
            "callstream.bodies.deleted",
            COUNTER,
            NONE,
            "Bodies kept as files that were deleted for their age or for room."),
    SPOOL_KEEPS(
            "callstream.spool.keeps",
            GAUGE,
            NONE,
            "1 while the spool keeps every event, 0 while it sheds some or refuses calls."),
    SPOOL_USED("callstream.spool.used", GAUGE, BYTES, "Disk space of the spool's files."),
    SPOOL_BUDGET("callstream.spool.budget", GAUGE, BYTES, "Disk space that the spool's files may use at most."),
    SPOOL_PENDING("callstream.spool.pending", GAUGE, MetricUnit.EVENTS, "Events that Kafka has not acknowledged."),
    SPOOL_PENDING_BYTES(
            "callstream.spool.pending", GAUGE, BYTES, "Size on disk of the events that Kafka has not acknowledged."),
    SPOOL_OLDEST(
            "callstream.spool.oldest.pending",
            GAUGE,
            SECONDS,
            "Age of the oldest event that Kafka has not acknowledged."),
    SPOOL_LOST(
            "callstream.spool.lost",
            COUNTER,
            NONE,
            "Events, or bodies of events, that were lost, by kind and reason.",
            MetricLabels.KIND,
            MetricLabels.REASON),
    SHIPPING(
            "callstream.ship.flows",
            GAUGE,
            NONE,
            "1 while events flow to Kafka, 0 while Kafka or the registry is waited for."),
    SHIPPED("callstream.ship.acknowledged", COUNTER, NONE, "Events that Kafka has acknowledged."),
    SHIP_REFUSED("callstream.ship.refused", COUNTER, NONE, "Events that Kafka refused for good."),
    SHIP_SHORTENED(
            "callstream.ship.shortened",
            COUNTER,
            NONE,
            "Events that were sent again with less in them, because their topic did not take them whole."),
    SHIP_RESTARTS("callstream.ship.restarts", COUNTER, NONE, "Producers made anew after a fault.");

    private final MetricFacts facts;

    GatewayMetric(String id, MetricType type, MetricUnit unit, String says, String... labels) {
        this.facts = new MetricFacts(id, type, unit, List.of(labels), says);
    }

    /** All of them, in the order of the reference. */
    static List<MetricFacts> all() {
        return Arrays.stream(values()).map(each -> each.facts).toList();
    }

    /** The name that its meters are made with. */
    public String meter() {
        return facts.meter();
    }

    public String says() {
        return facts.says();
    }
}
