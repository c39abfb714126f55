package io.callstream.sink.slack;

import io.callstream.sink.failure.Fingerprint;
import io.callstream.sink.json.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts incidents into words. Nothing that was said in a call is among them. */
final class Wording {
    private static final int LINES = 10;
    private static final int CODE = 100;

    private final SlackSinkConfig.Alerts alerts;
    private final Duration outageWithin;

    Wording(SlackSinkConfig config) {
        this.alerts = config.alerts();
        this.outageWithin = config.outages().within();
    }

    SlackMessage alert(List<Incident> news, List<Outage> outages) {
        List<String> sections = new ArrayList<>();
        boolean urgent = news.stream().anyMatch(Incident::isKeyRefused) || isMajor(outages);
        if (urgent) {
            alerts.mention().ifPresent(sections::add);
        }
        news.stream().filter(Incident::isKeyRefused).map(this::section).forEach(sections::add);
        outages.forEach(outage -> sections.add(section(outage)));
        news.stream()
                .filter(incident -> !incident.isKeyRefused())
                .map(this::section)
                .forEach(sections::add);
        String types = Stream.concat(
                        outages.stream().map(outage -> AlertType.OUTAGE_ALERTS),
                        news.stream().map(Incident::type))
                .distinct()
                .sorted()
                .map(AlertType::word)
                .collect(Collectors.joining(", "));
        return new SlackMessage(headline(news, outages), sections, types);
    }

    private static boolean isMajor(List<Outage> outages) {
        return outages.stream().anyMatch(outage -> outage.level() == Outage.Level.MAJOR);
    }

    private static String headline(List<Incident> news, List<Outage> outages) {
        if (news.stream().anyMatch(Incident::isKeyRefused)) {
            return "🚨 A provider refuses our API key";
        }
        if (!outages.isEmpty()) {
            return isMajor(outages) ? "🔥 Major outage" : "🔥 Minor outage";
        }
        if (news.size() > 1) {
            boolean onlySlow = news.stream().allMatch(Incident::isSlow);
            return onlySlow
                    ? "🐢 Calls are slow on " + news.size() + " models"
                    : "⚠️ Calls fail in " + news.size() + " new ways";
        }
        Incident one = news.get(0);
        return one.isSlow()
                ? "🐢 Calls are slow"
                : "⚠️ Calls fail: " + one.kind().errorCode();
    }

    private String section(Outage outage) {
        String codes = outage.codes().entrySet().stream()
                .map(code -> code.getValue() + " " + SlackText.escaped(Texts.cut(code.getKey(), CODE)))
                .collect(Collectors.joining(", "));
        String level = outage.level() == Outage.Level.MAJOR ? "Major" : "Minor";
        return "*" + level + " outage* of deployment "
                + SlackText.code(outage.place().deploymentId()) + ", provider "
                + SlackText.code(outage.place().provider()) + "\n" + outage.failures() + " failures within "
                + outageWithin.toSeconds() + " s: " + codes;
    }

    private String section(Incident incident) {
        Incident.Facts facts = incident.facts();
        return kind(incident.kind()) + "\ndeployment " + SlackText.code(facts.deploymentId()) + outcome(incident)
                + ", team " + SlackText.code(facts.caller().teamId()) + ", key "
                + SlackText.code(facts.caller().keyAlias()) + "\nat " + seconds(incident.time()) + ", call "
                + SlackText.code(facts.callId()) + action(incident);
    }

    private String outcome(Incident incident) {
        Incident.Facts facts = incident.facts();
        if (incident.isSlow()) {
            Duration took = facts.took() == null ? Duration.ZERO : facts.took();
            return ", took " + took.toSeconds() + " s (limit "
                    + alerts.slowAfter().toSeconds() + " s)";
        }
        return ", status " + status(facts.statuses().http()) + " (provider's "
                + status(facts.statuses().provider()) + ")";
    }

    private static String action(Incident incident) {
        return incident.isKeyRefused() ? "\n*Every call to this deployment fails until its key is replaced.*" : "";
    }

    SlackMessage digest(Map<Fingerprint, Tally> counted) {
        List<Map.Entry<Fingerprint, Tally>> kinds = new ArrayList<>(counted.entrySet());
        kinds.sort(Comparator.comparingLong(
                        (Map.Entry<Fingerprint, Tally> kind) -> -kind.getValue().count())
                .thenComparing(kind -> kind.getKey().toString()));
        List<String> lines = new ArrayList<>();
        kinds.stream().limit(LINES).forEach(kind -> lines.add(line(kind.getKey(), kind.getValue())));
        if (kinds.size() > LINES) {
            lines.add("and " + (kinds.size() - LINES) + " other kinds");
        }
        return new SlackMessage(total(kinds), lines, "");
    }

    private static String total(List<Map.Entry<Fingerprint, Tally>> kinds) {
        long slow = sum(kinds.stream().filter(kind -> isSlow(kind.getKey())));
        long failed = sum(kinds.stream()) - slow;
        String slowCalls = slow + (slow == 1 ? " more slow call" : " more slow calls");
        String failedCalls = failed + (failed == 1 ? " more failed call" : " more failed calls");
        if (slow == 0) {
            return failedCalls;
        }
        return failed == 0 ? slowCalls : failedCalls + ", " + slowCalls;
    }

    private static boolean isSlow(Fingerprint kind) {
        return kind.errorCode().equals(Incident.SLOW);
    }

    private static long sum(Stream<Map.Entry<Fingerprint, Tally>> kinds) {
        return kinds.mapToLong(kind -> kind.getValue().count()).sum();
    }

    private static String line(Fingerprint kind, Tally tally) {
        return tally.count() + " × " + kind(kind) + "\n" + seconds(tally.first()) + " to " + seconds(tally.last())
                + ", for example call " + SlackText.code(tally.exampleCall());
    }

    private static String kind(Fingerprint kind) {
        return "*" + SlackText.escaped(Texts.cut(kind.errorCode(), CODE)) + "* model "
                + SlackText.code(kind.modelGroup()) + ", provider " + SlackText.code(kind.provider()) + ", caused by "
                + SlackText.code(kind.origin());
    }

    private static String status(@Nullable Integer status) {
        return status == null ? "-" : status.toString();
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
