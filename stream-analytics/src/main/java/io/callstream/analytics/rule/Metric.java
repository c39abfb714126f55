package io.callstream.analytics.rule;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a rule looks at. */
public enum Metric {
    AVG_LATENCY(Unit.SECONDS, "average latency", "llm_too_slow", "high"),
    P95_LATENCY(Unit.SECONDS, "95th percentile of latency", "llm_too_slow", "high"),
    ERROR_RATE(Unit.RATIO, "share of failures", "llm_exceptions", "high"),
    SPEND_USD(Unit.USD, "spending", "spend_reports", "medium"),
    PROVIDER_KEY_REFUSED(Unit.COUNT, "refusals of the provider's key", "llm_exceptions", "critical"),
    PROVIDER_OUTAGE(Unit.COUNT, "failures of the provider", "outage_alerts", "critical"),
    HANGING_CALLS(Unit.SECONDS, "calls without an end", "llm_requests_hanging", "medium"),
    BUDGET_USED(Unit.RATIO, "share of the budget used", "budget_alerts", "high"),
    SINK_HELD(Unit.COUNT, "held", "", "high"),
    SINK_LAG(Unit.COUNT, "records not delivered", "", "medium");

    /** What values and bounds are counted in. */
    public enum Unit {
        SECONDS,
        USD,
        RATIO,
        COUNT
    }

    private final Unit unit;
    private final String words;
    private final String alertType;
    private final String severity;

    Metric(Unit unit, String words, String alertType, String severity) {
        this.unit = unit;
        this.words = words;
        this.alertType = alertType;
        this.severity = severity;
    }

    /** As it stands in the configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Unit unit() {
        return unit;
    }

    /** What it is, for people. */
    public String words() {
        return words;
    }

    /** Whether it is about sinks and not about calls. */
    public boolean ofSinks() {
        return this == SINK_HELD || this == SINK_LAG;
    }

    /** LiteLLM's alert type of the same meaning; empty where it has none. */
    public String alertType() {
        return alertType;
    }

    public String severity() {
        return severity;
    }

    /** What a rule is kept by unless it says so itself. */
    List<String> byDefault() {
        return switch (this) {
            case PROVIDER_KEY_REFUSED -> List.of("provider", "deployment_id");
            case PROVIDER_OUTAGE -> List.of("provider");
            default -> List.of();
        };
    }

    /** The bound of a rule that gives none; empty where one has to be given. */
    Optional<Double> defaultBound() {
        return switch (this) {
            case PROVIDER_KEY_REFUSED, SINK_HELD -> Optional.of(1.0);
            case PROVIDER_OUTAGE -> Optional.of(5.0);
            default -> Optional.empty();
        };
    }

    Duration defaultWindow() {
        return switch (this) {
            case PROVIDER_OUTAGE -> Duration.ofMinutes(1);
            case SPEND_USD -> Duration.ofDays(1);
            case BUDGET_USED -> Duration.ofDays(30);
            default -> Duration.ofMinutes(5);
        };
    }
}
