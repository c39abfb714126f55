package io.callstream.analytics.alert;

import io.callstream.analytics.rule.AlertRule;
import io.callstream.analytics.rule.AlertRules;
import io.callstream.events.CallRecord;
import io.callstream.events.FailureEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;

/** Gives an end to the group of every rule that it is a case for. */
final class EndsByGroup {
    private final List<AlertRule> rules;

    EndsByGroup(AlertRules rules) {
        this.rules = rules.ofEnds();
    }

    List<KeyValue<String, CallRecord>> of(SpecificRecord end) {
        List<KeyValue<String, CallRecord>> groups = new ArrayList<>();
        for (AlertRule rule : rules) {
            if (rule.where().matches(end)) {
                String outcome = end instanceof FailureEvent ? "failure" : "success";
                groups.add(KeyValue.pair(rule.groupOf(end), AlertRow.of(end, outcome)));
            }
        }
        return groups;
    }
}
