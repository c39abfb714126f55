package io.callstream.analytics.alert;

import io.callstream.analytics.rule.AlertRule;
import io.callstream.analytics.rule.Metric;
import io.callstream.analytics.serde.RowIds;
import io.callstream.events.AlertRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is known of one group of a rule, kept as the record that its next alert will be. */
final class AlertState {
    static final String QUIET = "quiet";
    static final String FIRING = "firing";
    static final String RESOLVED = "resolved";

    private AlertState() {}

    /** A group of which nothing has been told. */
    static AlertRecord quiet(String group, AlertRule rule, Instant now) {
        Map<String, String> labels = new TreeMap<>();
        RowIds.parse(group)
                .path(1)
                .fields()
                .forEachRemaining(
                        label -> labels.put(label.getKey(), label.getValue().asText()));
        boolean open = rule.metric() == Metric.HANGING_CALLS;
        return AlertRecord.newBuilder()
                .setEventId("")
                .setAlertId("")
                .setEventTime(now)
                .setState(QUIET)
                .setSeverity(rule.metric().severity())
                .setRule(rule.name())
                .setMetric(rule.metric().word())
                .setAlertType(
                        rule.metric().alertType().isEmpty()
                                ? null
                                : rule.metric().alertType())
                .setLabels(labels)
                .setWhereText(
                        rule.where().text().isEmpty() ? null : rule.where().text())
                .setTitle("")
                .setText("")
                .setBound(rule.limit().bound())
                .setUnit(open ? "count" : rule.limit().unit().name().toLowerCase(Locale.ROOT))
                .setWindowUs(
                        open || rule.metric().ofSinks() ? null : rule.window().toNanos() / 1_000)
                .setCalls(0L)
                .setNotify(rule.receivers())
                .setStartedAt(now)
                .build();
    }

    /**
     * The alert that follows from what was measured, if one does; the state is changed accordingly.
     *
     * @param state changed by this
     */
    static Optional<AlertRecord> next(AlertRecord state, AlertRule rule, Measured measured, Instant now) {
        boolean firing = state.getState().equals(FIRING);
        state.setValue(measured.value().orElse(null));
        state.setCalls(measured.calls());
        if (measured.holds()) {
            state.setResolvedAt(null);
            return firing ? Optional.empty() : Optional.of(fire(state, rule, now));
        }
        if (!firing) {
            return Optional.empty();
        }
        Instant calmSince = state.getResolvedAt();
        if (calmSince == null) {
            state.setResolvedAt(now);
            calmSince = now;
        }
        return Duration.between(calmSince, now).compareTo(calm(rule)) >= 0
                ? Optional.of(resolve(state, rule, now))
                : Optional.empty();
    }

    /** A value that wavers about its bound makes one alert and not many. */
    private static Duration calm(AlertRule rule) {
        if (rule.metric() == Metric.HANGING_CALLS || rule.metric() == Metric.SINK_HELD) {
            return Duration.ZERO;
        }
        Duration part = rule.window().dividedBy(10);
        Duration most = Duration.ofMinutes(1);
        return part.compareTo(most) > 0 ? most : part;
    }

    private static AlertRecord fire(AlertRecord state, AlertRule rule, Instant now) {
        state.setState(FIRING);
        state.setStartedAt(now);
        state.setAlertId(id(state));
        return told(state, rule, now, false);
    }

    static AlertRecord resolve(AlertRecord state, AlertRule rule, Instant now) {
        state.setState(RESOLVED);
        state.setResolvedAt(now);
        return told(state, rule, now, true);
    }

    private static AlertRecord told(AlertRecord state, AlertRule rule, Instant now, boolean resolved) {
        state.setEventTime(now);
        state.setEventId(state.getAlertId() + ":" + state.getState());
        state.setTitle(AlertWords.title(rule, state, resolved));
        state.setText(AlertWords.text(rule, state));
        return AlertRecord.newBuilder(state).build();
    }

    private static String id(AlertRecord state) {
        String labels = state.getLabels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
        return state.getRule() + ":" + labels + ":" + state.getStartedAt();
    }
}
