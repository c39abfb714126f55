package io.callstream.sink.slack;

import io.callstream.events.AlertRecord;
import io.callstream.sink.AlertEvent;
import io.callstream.sink.json.Texts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts alerts into words: what the record says, with its numbers and labels beside each other. */
final class AlertWording {
    private static final String RESOLVED = "#2EB67D";
    private static final int TEXT = 900;
    private static final int HEADLINE = 300;
    private static final int NAME = 60;

    private final Optional<String> mention;
    private final Optional<String> callUrl;

    AlertWording(SlackSinkConfig config) {
        this.mention = config.alerts().mention();
        this.callUrl = config.callUrl();
    }

    SlackMessage message(AlertEvent event) {
        AlertRecord alert = event.alert();
        Look look = event.resolved() ? new Look("✅", RESOLVED) : look(alert.getSeverity());
        return new SlackMessage(
                look.sign() + ' ' + Texts.cut(alert.getTitle(), HEADLINE),
                sections(event),
                facts(alert),
                smallPrint(alert),
                Optional.of(look.colour()));
    }

    /** How an alert of some severity looks. */
    private record Look(String sign, String colour) {}

    private static Look look(String severity) {
        return switch (severity) {
            case "critical" -> new Look("🚨", "#E01E5A");
            case "high" -> new Look("🔥", "#E8912D");
            case "medium" -> new Look("⚠️", "#ECB22E");
            default -> new Look("ℹ️", "#36C5F0");
        };
    }

    /** Of its end the title says all: what failed last is no news then. */
    private List<String> sections(AlertEvent event) {
        List<String> sections = new ArrayList<>();
        if (event.resolved()) {
            return sections;
        }
        if (event.alert().getSeverity().equals("critical")) {
            mention.ifPresent(sections::add);
        }
        String text = SlackText.escaped(Texts.cut(event.alert().getText(), TEXT));
        if (!text.isBlank()) {
            sections.add(text);
        }
        return sections;
    }

    private static List<String> facts(AlertRecord alert) {
        List<String> facts = new ArrayList<>();
        Instant resolved = alert.getResolvedAt();
        if (resolved != null) {
            facts.add(fact("Lasted", AlertNumbers.span(Duration.between(alert.getStartedAt(), resolved))));
        }
        number(facts, "Value", alert.getValue(), alert.getUnit());
        number(facts, "Bound", alert.getBound(), AlertNumbers.unitOfBound(alert));
        if (alert.getWindowUs() != null) {
            facts.add(fact("Window", AlertNumbers.span(Duration.of(alert.getWindowUs(), ChronoUnit.MICROS))));
        }
        if (alert.getCalls() != null && resolved == null) {
            facts.add(fact("Calls", alert.getCalls().toString()));
        }
        new TreeMap<>(alert.getLabels())
                .forEach((name, value) ->
                        facts.add(fact(SlackText.escaped(Texts.cut(name, NAME)), SlackText.code(value))));
        return facts;
    }

    private static void number(List<String> facts, String name, @Nullable Double value, String unit) {
        if (value != null) {
            facts.add(fact(name, AlertNumbers.amount(value, unit)));
        }
    }

    private static String fact(String name, String value) {
        return "*" + name + "*\n" + value;
    }

    private String smallPrint(AlertRecord alert) {
        StringBuilder small = new StringBuilder("rule ")
                .append(SlackText.code(alert.getRule()))
                .append(", severity ")
                .append(SlackText.escaped(alert.getSeverity()))
                .append(", since ")
                .append(alert.getStartedAt().truncatedTo(ChronoUnit.SECONDS));
        if (alert.getExampleCallId() != null) {
            small.append(", for example call ").append(call(alert.getExampleCallId()));
        }
        return small.toString();
    }

    private String call(String id) {
        String shown = SlackText.code(id);
        return callUrl.map(url -> "<"
                        + SlackText.escaped(
                                url.replace(SlackSinkConfig.CALL_ID, URLEncoder.encode(id, StandardCharsets.UTF_8)))
                        + "|" + shown.replace("|", "/") + ">")
                .orElse(shown);
    }
}
