package io.callstream.analytics.alert;

import io.callstream.analytics.rule.AlertRule;
import io.callstream.analytics.rule.AlertRules;
import io.callstream.analytics.serde.RowIds;
import io.callstream.analytics.sinks.SinkReading;
import io.callstream.analytics.sinks.SinkReadings;
import io.callstream.events.AlertRecord;
import io.callstream.events.CallRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Looks at groups that something happened in within a second, and at all of them every few, because time goes by in each. */
final class AlertProcessor implements Processor<String, CallRecord, String, AlertRecord> {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int ALL_EVERY = 5;
    private static final Duration FORGET = Duration.ofDays(1);

    private final AlertRules rules;
    private final SinkReadings sinks;
    private final Set<String> changed = new HashSet<>();
    private @Nullable ProcessorContext<String, AlertRecord> context;
    private @Nullable KeyValueStore<String, AlertRecord> groups;
    private @Nullable Buckets buckets;
    private int looks;

    AlertProcessor(AlertRules rules, SinkReadings sinks) {
        this.rules = rules;
        this.sinks = sinks;
    }

    @Override
    public void init(ProcessorContext<String, AlertRecord> given) {
        context = given;
        groups = given.getStateStore(AlertsTopology.GROUPS);
        buckets = new Buckets(given.getStateStore(AlertsTopology.BUCKETS));
        given.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::look);
    }

    @Override
    public void process(Record<String, CallRecord> record) {
        String group = record.key();
        Optional<AlertRule> rule = rule(group);
        if (rule.isEmpty() || context == null || groups == null || buckets == null) {
            return;
        }
        long now = context.currentSystemTimeMs();
        AlertRecord state = groups.get(group);
        if (state == null) {
            state = AlertState.quiet(group, rule.get(), Instant.ofEpochMilli(now));
        }
        if (happened(buckets, group, rule.get(), state, record.value(), now)) {
            groups.put(group, state);
            changed.add(group);
        }
    }

    private static boolean happened(
            Buckets parts, String group, AlertRule rule, AlertRecord state, CallRecord call, long now) {
        long hanging = state.getCalls() == null ? 0 : state.getCalls();
        if (call.getOutcome().equals(AlertRow.HANGING)) {
            state.setCalls(hanging + 1);
        } else if (call.getOutcome().equals(AlertRow.NO_LONGER)) {
            state.setCalls(Math.max(0, hanging - 1));
            return true;
        } else if (!parts.add(group, rule, call, now)) {
            return false;
        }
        state.setExampleCallId(call.getCallId());
        if (call.getErrorCode() != null) {
            state.setErrorCode(call.getErrorCode());
            state.setErrorMessage(call.getMessage());
        }
        return true;
    }

    private void look(long now) {
        boolean all = ++looks % ALL_EVERY == 0;
        List<String> due = new ArrayList<>(changed);
        changed.clear();
        if (all && groups != null) {
            due.clear();
            try (KeyValueIterator<String, AlertRecord> each = groups.all()) {
                each.forEachRemaining(entry -> due.add(entry.key));
            }
        }
        due.forEach(group -> look(group, Instant.ofEpochMilli(now)));
        if (all) {
            lookAtSinks(Instant.ofEpochMilli(now));
        }
    }

    /** Sinks are in nobody's partition: the task of the first one looks at them, wherever it runs. */
    private void lookAtSinks(Instant now) {
        if (context == null || groups == null || context.taskId().partition() != 0) {
            return;
        }
        for (AlertRule rule : rules.ofSinks()) {
            for (Map.Entry<String, SinkReading> sink : sinks.latest().entrySet()) {
                String group = rule.groupOfSink(sink.getKey());
                AlertRecord state = groups.get(group);
                AlertRecord next = state == null ? AlertState.quiet(group, rule, now) : state;
                next.setErrorMessage(
                        sink.getValue().reason().isEmpty()
                                ? null
                                : sink.getValue().reason());
                AlertState.next(next, rule, Measured.of(rule, sink.getValue(), now), now)
                        .ifPresent(this::tell);
                groups.put(group, next);
            }
        }
    }

    private void look(String group, Instant now) {
        if (groups == null || buckets == null) {
            return;
        }
        AlertRecord state = groups.get(group);
        if (state == null) {
            return;
        }
        Optional<AlertRule> rule = rule(group);
        if (rule.isEmpty()) {
            dropped(group, state, now);
            return;
        }
        if (rule.get().metric().ofSinks()) {
            return;
        }
        var sum = buckets.sum(group, rule.get(), now.toEpochMilli());
        long hanging = state.getCalls() == null ? 0 : state.getCalls();
        Optional<AlertRecord> alert = AlertState.next(state, rule.get(), Measured.of(rule.get(), sum, hanging), now);
        alert.ifPresent(this::tell);
        if (sum == null && idle(state, hanging, now)) {
            groups.delete(group);
        } else {
            groups.put(group, state);
        }
    }

    private static boolean idle(AlertRecord state, long hanging, Instant now) {
        boolean past = state.getState().equals(AlertState.QUIET)
                || state.getState().equals(AlertState.RESOLVED)
                        && state.getEventTime().plus(FORGET).isBefore(now);
        return past && hanging == 0;
    }

    /** The configuration has the rule no longer; whoever was told that it fires is told that it does not. */
    private void dropped(String group, AlertRecord state, Instant now) {
        if (state.getState().equals(AlertState.FIRING)) {
            state.setState(AlertState.RESOLVED);
            state.setResolvedAt(now);
            state.setEventTime(now);
            state.setEventId(state.getAlertId() + ":" + AlertState.RESOLVED);
            state.setTitle(state.getRule() + ": the rule was removed");
            tell(AlertRecord.newBuilder(state).build());
        }
        if (groups != null && buckets != null) {
            groups.delete(group);
            buckets.forget(group);
        }
    }

    private void tell(AlertRecord alert) {
        if (context != null) {
            context.forward(new Record<>(alert.getAlertId(), alert, context.currentSystemTimeMs()));
        }
    }

    private Optional<AlertRule> rule(String group) {
        return rules.named(RowIds.parse(group).path(0).asText());
    }
}
