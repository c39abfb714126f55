package io.callstream.analytics.alert;

import io.callstream.analytics.rule.AlertRule;
import io.callstream.analytics.rule.Metric;
import io.callstream.events.AlertRecord;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an alert says to people. */
final class AlertWords {
    private AlertWords() {}

    static String title(AlertRule rule, AlertRecord alert, boolean resolved) {
        Metric metric = rule.metric();
        if (metric.ofSinks()) {
            return sink(rule, alert, resolved);
        }
        boolean latency = metric == Metric.AVG_LATENCY || metric == Metric.P95_LATENCY;
        String what = rule.name() + ": " + metric.words() + about(latency ? " of " : " for ", alert.getLabels());
        if (resolved) {
            return what + (metric == Metric.HANGING_CALLS ? ": none any more" : ": back within the bound");
        }
        boolean counted = metric == Metric.HANGING_CALLS || metric.unit() == Metric.Unit.COUNT;
        return what + (counted ? ": " : " is ") + amount(alert.getValue(), metric.unit(), metric) + " (bound "
                + bound(rule) + ")";
    }

    private static String sink(AlertRule rule, AlertRecord alert, boolean resolved) {
        String sink = rule.name() + ": sink " + alert.getLabels().get(AlertRule.SINK);
        if (rule.metric() == Metric.SINK_HELD) {
            return sink + (resolved ? " goes on" : " is held");
        }
        return sink + (resolved ? " has caught up" : " lags by " + lag(rule, alert) + " (bound " + bound(rule) + ")");
    }

    private static boolean inTime(AlertRule rule) {
        return rule.limit().unit() == Metric.Unit.SECONDS;
    }

    private static String lag(AlertRule rule, AlertRecord alert) {
        return plain(value(alert)) + (inTime(rule) ? " s" : " records");
    }

    private static String lagging(AlertRule rule, AlertRecord alert) {
        return inTime(rule)
                ? "The oldest record that it has still to deliver came " + lag(rule, alert) + " ago."
                : "It has " + lag(rule, alert) + " still to deliver.";
    }

    private static double value(AlertRecord alert) {
        return alert.getValue() == null ? 0 : alert.getValue();
    }

    static String text(AlertRule rule, AlertRecord alert) {
        StringBuilder text = new StringBuilder();
        if (rule.metric().ofSinks()) {
            return rule.metric() == Metric.SINK_HELD
                    ? "It waits for somebody: " + sentence(alert.getErrorMessage())
                    : lagging(rule, alert);
        }
        if (rule.metric() == Metric.HANGING_CALLS) {
            text.append("Calls have had no end for longer than ")
                    .append(bound(rule))
                    .append('.');
        } else {
            text.append("Over the last ")
                    .append(span(rule.window()))
                    .append(", ")
                    .append(alert.getCalls())
                    .append(alert.getCalls() != null && alert.getCalls() == 1 ? " call." : " calls.");
        }
        if (alert.getErrorCode() != null) {
            text.append(" Last failure: ")
                    .append(alert.getErrorCode())
                    .append(", ")
                    .append(sentence(alert.getErrorMessage()));
        }
        if (alert.getExampleCallId() != null) {
            text.append(" One of the calls: ").append(alert.getExampleCallId()).append('.');
        }
        if (alert.getWhereText() != null) {
            text.append(" Where ").append(alert.getWhereText()).append('.');
        }
        return text.toString();
    }

    private static String sentence(@Nullable String text) {
        String whole = text == null || text.isBlank() ? "no message" : text.strip();
        return whole.matches(".*[.!?]") ? whole : whole + ".";
    }

    private static String about(String joint, Map<String, String> labels) {
        return labels.isEmpty()
                ? ""
                : labels.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(label -> label.getKey() + " " + label.getValue())
                        .collect(Collectors.joining(", ", joint, ""));
    }

    private static String bound(AlertRule rule) {
        Metric metric = rule.metric();
        if (metric == Metric.BUDGET_USED) {
            return amount(rule.limit().bound(), metric.unit(), metric) + " of $"
                    + plain(rule.limit().budget());
        }
        return amount(rule.limit().bound(), rule.limit().unit(), Metric.AVG_LATENCY);
    }

    private static String amount(@Nullable Double value, Metric.Unit unit, Metric metric) {
        if (value == null) {
            return "unknown";
        }
        return metric == Metric.HANGING_CALLS
                ? plain(value)
                : switch (unit) {
                    case SECONDS -> plain(value) + " s";
                    case USD -> "$" + String.format(Locale.ROOT, "%.2f", value);
                    case RATIO -> plain(value * 100) + " %";
                    case COUNT -> plain(value);
                };
    }

    private static String plain(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    private static String span(Duration span) {
        if (span.toHours() >= 48) {
            return span.toDays() + " days";
        }
        return span.toMinutes() >= 120
                ? span.toHours() + " h"
                : span.toSeconds() >= 120 ? span.toMinutes() + " min" : span.toSeconds() + " s";
    }
}
