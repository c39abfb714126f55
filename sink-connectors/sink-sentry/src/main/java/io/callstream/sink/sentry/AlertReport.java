package io.callstream.sink.sentry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.events.AlertRecord;
import io.callstream.sink.AlertEvent;
import io.callstream.sink.json.Texts;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes an alert as a Sentry event, within Sentry's limits. Its issue is the rule with its labels, so that an alert and its end, and
 * the same alert another day, stand in one. For any thread.
 */
final class AlertReport {
    private static final String KIND = "callstream.alert";
    private static final int MESSAGE = 8_000;
    private static final int LONGEST_LABEL = 128;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final SentrySinkConfig.Labels labels;

    AlertReport(SentrySinkConfig.Labels labels) {
        this.labels = labels;
    }

    /** The event, but for its id. */
    ObjectNode of(AlertEvent event) {
        AlertRecord alert = event.alert();
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("timestamp", alert.getEventTime().toString())
                .put("platform", "other")
                .put("level", Severity.of(event))
                .put("logger", KIND)
                .put("environment", labels.environment());
        labels.release().ifPresent(release -> report.put("release", release));
        report.putObject("logentry")
                .put("formatted", Texts.cut(Texts.wellFormed(alert.getTitle() + '\n' + alert.getText()), MESSAGE));
        fingerprint(report.putArray("fingerprint"), alert);
        Tags.write(report.putObject("tags"), alert);
        facts(report.putObject("contexts").putObject("alert"), alert);
        return report;
    }

    private static void fingerprint(ArrayNode fingerprint, AlertRecord alert) {
        fingerprint.add(KIND).add(Texts.id(alert.getRule(), LONGEST_LABEL));
        for (Map.Entry<String, String> label : new TreeMap<>(alert.getLabels()).entrySet()) {
            fingerprint.add(label.getKey() + '=' + Texts.id(label.getValue(), LONGEST_LABEL));
        }
    }

    private static void facts(ObjectNode facts, AlertRecord alert) {
        facts.put("type", "default").put("started_at", alert.getStartedAt().toString());
        Instant resolved = alert.getResolvedAt();
        if (resolved != null) {
            facts.put("resolved_at", resolved.toString());
        }
        facts.put("value", alert.getValue())
                .put("bound", alert.getBound())
                .put("unit", alert.getUnit())
                .put("calls", alert.getCalls());
        if (alert.getWindowUs() != null) {
            facts.put("window_seconds", alert.getWindowUs() / MICROS_PER_SECOND);
        }
        text(facts, "where", alert.getWhereText());
        text(facts, "example_call_id", alert.getExampleCallId());
        text(facts, "error_message", alert.getErrorMessage());
    }

    private static void text(ObjectNode facts, String name, @Nullable String value) {
        if (value != null) {
            facts.put(name, Fit.text(value, Fit.TAG));
        }
    }
}
