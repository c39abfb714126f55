package io.callstream.testing.events;

import io.callstream.events.AlertRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Alerts of one rule, the average latency of a model, each of another model. */
public final class SampleAlert {
    private static final Instant BEGAN = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration LASTED = Duration.ofSeconds(20);

    private SampleAlert() {}

    /** The rule begins to hold. */
    public static AlertRecord firing(int number) {
        Instant began = BEGAN.plusSeconds(number);
        String model = "model-" + number;
        String id = "slow:model=" + model + ":" + began.toEpochMilli();
        return AlertRecord.newBuilder()
                .setEventId(id + ":firing")
                .setAlertId(id)
                .setEventTime(began)
                .setState("firing")
                .setSeverity("medium")
                .setRule("slow")
                .setMetric("avg_latency")
                .setAlertType("llm_too_slow")
                .setLabels(Map.of("model", model))
                .setWhereText("team_id = 'blue'")
                .setTitle("slow: average latency of model " + model + " is 7.2 s (bound 5 s)")
                .setText("Over the last 5 min, 31 calls.")
                .setValue(7.2)
                .setBound(5.0)
                .setUnit("seconds")
                .setWindowUs(300_000_000L)
                .setCalls(31L)
                .setExampleCallId("0192f0c0-0000-7000-8000-00000000000" + number)
                .setNotify(List.of())
                .setStartedAt(began)
                .build();
    }

    /** It ceases to. */
    public static AlertRecord resolved(int number) {
        AlertRecord alert = firing(number);
        Instant over = alert.getStartedAt().plus(LASTED);
        alert.setEventId(alert.getAlertId() + ":resolved");
        alert.setEventTime(over);
        alert.setState("resolved");
        alert.setResolvedAt(over);
        alert.setTitle("slow: average latency of model model-" + number + " is back within its bound");
        alert.setValue(1.4);
        return alert;
    }
}
