package io.callstream.analytics.alert;

import io.callstream.analytics.call.CallRows;
import io.callstream.analytics.once.Once;
import io.callstream.analytics.rule.AlertRule;
import io.callstream.analytics.serde.Ends;
import io.callstream.events.CallRecord;
import io.callstream.events.PreCallEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/**
 * Knows the calls under way, and tells of those that take too long and of their ends. A call's time counts from when its
 * beginning was read: what waited while nothing ran does not hang for that.
 */
final class OpenCalls implements Processor<String, SpecificRecord, String, CallRecord> {
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration FORGET = Duration.ofDays(1);

    private final List<AlertRule> rules;
    private final Duration remembered;
    private @Nullable ProcessorContext<String, CallRecord> context;
    private @Nullable Stores stores;

    /** @param remembered how long the ids of ends are */
    OpenCalls(List<AlertRule> rules, Duration remembered) {
        this.rules = rules;
        this.remembered = remembered;
    }

    private record Stores(
            KeyValueStore<String, CallRecord> open,
            KeyValueStore<String, CallRecord> hanging,
            WindowStore<String, byte[]> ends) {}

    @Override
    public void init(ProcessorContext<String, CallRecord> given) {
        context = given;
        Stores found = new Stores(
                given.getStateStore(AlertsTopology.OPEN),
                given.getStateStore(AlertsTopology.HANGING),
                given.getStateStore(AlertsTopology.IDS));
        stores = found;
        given.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, now -> look(found, given, now));
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        if (stores == null || context == null || record.value() == null || rules.isEmpty()) {
            return;
        }
        if (record.value() instanceof PreCallEvent preCall) {
            begun(stores, preCall, record.timestamp(), context.currentSystemTimeMs());
        } else {
            ended(stores, context, String.valueOf(Ends.text(record.value(), "call_id")));
        }
    }

    private void begun(Stores known, PreCallEvent event, long time, long now) {
        String callId = event.getCallId();
        if (!Once.seen(known.ends(), callId + ":success", time, remembered)
                && !Once.seen(known.ends(), callId + ":failure", time, remembered)) {
            CallRecord row = AlertRow.slim(CallRows.open(event));
            row.setStartedAt(Instant.ofEpochMilli(now));
            known.open().putIfAbsent(callId, row);
        }
    }

    private static void ended(Stores known, ProcessorContext<String, CallRecord> out, String callId) {
        known.open().delete(callId);
        try (KeyValueIterator<String, CallRecord> told = known.hanging().range(callId + "#", callId + "$")) {
            List<String> keys = new ArrayList<>();
            while (told.hasNext()) {
                var each = told.next();
                keys.add(each.key);
                String group = each.key.substring(callId.length() + 1);
                out.forward(
                        new Record<>(group, AlertRow.as(each.value, AlertRow.NO_LONGER), out.currentSystemTimeMs()));
            }
            keys.forEach(known.hanging()::delete);
        }
    }

    private void look(Stores known, ProcessorContext<String, CallRecord> out, long now) {
        List<String> forgotten = new ArrayList<>();
        try (KeyValueIterator<String, CallRecord> open = known.open().all()) {
            while (open.hasNext()) {
                var each = open.next();
                Duration age = Duration.between(each.value.getStartedAt(), Instant.ofEpochMilli(now));
                if (age.compareTo(FORGET) > 0) {
                    forgotten.add(each.key);
                } else {
                    rules.forEach(rule -> hangs(known, out, each.value, rule, age, now));
                }
            }
        }
        forgotten.forEach(callId -> ended(known, out, callId));
    }

    private static void hangs(
            Stores known,
            ProcessorContext<String, CallRecord> out,
            CallRecord call,
            AlertRule rule,
            Duration age,
            long now) {
        if (age.toNanos() / 1e9 < rule.limit().bound() || !rule.where().matches(call)) {
            return;
        }
        String group = rule.groupOf(call);
        CallRecord hanging = AlertRow.as(call, AlertRow.HANGING);
        if (known.hanging().putIfAbsent(call.getCallId() + "#" + group, hanging) == null) {
            out.forward(new Record<>(group, hanging, now));
        }
    }
}
