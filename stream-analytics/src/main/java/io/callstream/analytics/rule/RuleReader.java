package io.callstream.analytics.rule;

import io.callstream.settings.Section;
import io.callstream.settings.Similar;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one rule of {@code callstream.alerts}. */
final class RuleReader {
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofDays(31);

    private final Section section;

    RuleReader(Section section) {
        this.section = section;
    }

    /** Empty when something is wrong with it, which has been noted then. */
    Optional<AlertRule> read() {
        int before = section.problems().found().size();
        String name = section.required("name");
        Optional<Metric> metric = metric();
        List<String> notify = section.texts("notify");
        Condition where = metric.map(Metric::ofSinks).orElse(false) ? Condition.ALL : where();
        long minCalls = section.number("min_calls", 1, 1, Long.MAX_VALUE);
        Optional<AlertRule> rule = metric.map(
                known -> new AlertRule(name, known, limit(known), window(known), by(known), where, minCalls, notify));
        section.unread()
                .forEach(key -> section.problem(
                        key,
                        "is no part of a rule (expected name, metric, bound, window,"
                                + " by, where, min_calls, notify, budget)"));
        section.acceptAll();
        return section.problems().found().size() == before ? rule : Optional.empty();
    }

    private Optional<Metric> metric() {
        String word = section.required("metric");
        Optional<Metric> metric = Arrays.stream(Metric.values())
                .filter(each -> each.word().equals(word))
                .findFirst();
        List<String> words = Arrays.stream(Metric.values()).map(Metric::word).toList();
        if (metric.isEmpty() && !word.isEmpty()) {
            section.problem(
                    "metric",
                    "is '" + word + "'"
                            + Similar.to(word, words)
                                    .map(meant -> "; did you mean " + meant + "?")
                                    .orElse(" (expected one of " + String.join(", ", words) + ")"));
            List.of("bound", "window", "by", "budget").forEach(section::accept);
        }
        return metric;
    }

    private Duration window(Metric metric) {
        Duration window = section.duration("window", metric.defaultWindow());
        if (window.compareTo(SHORTEST) < 0 || window.compareTo(LONGEST) > 0) {
            section.problem("window", "is " + window.toSeconds() + " s (expected 5 s to 31 days)");
        }
        return window;
    }

    private List<String> by(Metric metric) {
        List<String> by = section.has("by") ? section.texts("by") : metric.byDefault();
        if (metric.ofSinks()) {
            if (!by.isEmpty() && !by.equals(List.of(AlertRule.SINK))) {
                section.problem("by", "is " + by + " (a rule about sinks is always looked at by sink)");
            }
            if (section.has("where")) {
                section.problem("where", "is about calls, and " + metric.word() + " about sinks");
                section.accept("where");
            }
            return List.of(AlertRule.SINK);
        }
        for (String column : by) {
            if (!Columns.has(column)) {
                section.problem(
                        "by",
                        "names '" + column + "', which is no column"
                                + Similar.to(column, Columns.names())
                                        .map(meant -> " (did you mean " + meant + "?)")
                                        .orElse(" (see docs/reference/events.md)"));
            }
        }
        return by;
    }

    private Condition where() {
        try {
            return section.text("where").map(Condition::parse).orElse(Condition.ALL);
        } catch (ConditionException e) {
            section.problem("where", String.valueOf(e.getMessage()));
            return Condition.ALL;
        }
    }

    private AlertRule.Limit limit(Metric metric) {
        double budget = 0;
        if (metric == Metric.BUDGET_USED) {
            budget = section.decimal("budget").orElse(0.0);
            if (!(budget > 0)) {
                section.problem("budget", "is missing (expected US dollars that the rule's window may cost)");
            }
        }
        if (!section.has("bound")) {
            if (metric.defaultBound().isEmpty()) {
                section.problem("bound", "is missing (expected " + expected(metric) + ")");
            }
            section.accept("bound");
            return new AlertRule.Limit(metric.defaultBound().orElse(0.0), metric.unit(), budget);
        }
        Metric.Unit unit = unit(metric);
        return new AlertRule.Limit(bound(metric, unit), unit, budget);
    }

    /** How far a sink is behind can be said in records and in time. */
    private Metric.Unit unit(Metric metric) {
        boolean inTime =
                metric == Metric.SINK_LAG && section.text("bound", "").strip().matches("\\d+(\\.\\d+)?\\s*[a-zA-Z]+");
        return inTime ? Metric.Unit.SECONDS : metric.unit();
    }

    private double bound(Metric metric, Metric.Unit unit) {
        if (unit == Metric.Unit.SECONDS) {
            return section.duration("bound", Duration.ZERO).toNanos() / 1e9;
        }
        String text = section.text("bound", "").strip().toLowerCase(Locale.ROOT);
        boolean share = unit == Metric.Unit.RATIO;
        boolean percent = share && text.endsWith("%");
        String number = text.replaceAll(percent ? "%$" : unit == Metric.Unit.USD ? "^\\$" : "^$", "")
                .strip();
        if (!number.matches("\\d{1,15}(\\.\\d+)?")) {
            section.problem("bound", "is '" + text + "' (expected " + expected(metric) + ")");
            return 0;
        }
        double value = Double.parseDouble(number) / (percent ? 100 : 1);
        if (share && metric != Metric.BUDGET_USED && value > 1) {
            section.problem("bound", "is '" + text + "' (expected " + expected(metric) + ")");
        }
        return value;
    }

    private static String expected(Metric metric) {
        if (metric == Metric.SINK_LAG) {
            return "a number of records such as 1000, or a time such as 30s";
        }
        return switch (metric.unit()) {
            case SECONDS -> "a time such as 5s";
            case USD -> "US dollars such as 100";
            case RATIO -> "a share such as 0.2 or 20%";
            case COUNT -> "a number such as 5";
        };
    }
}
