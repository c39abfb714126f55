package io.callstream.console.replay;

import io.callstream.console.call.CallText;
import io.callstream.replay.plan.ReplayPlan;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan, as the page shows it before it is carried out. */
public record PlanLine(
        String job, String sink, long total, String kinds, String size, long requests, String time, String span) {
    static PlanLine of(ReplayPlan plan) {
        return new PlanLine(
                plan.job().text(),
                plan.sink(),
                plan.counts().total(),
                plan.counts().kinds().entrySet().stream().map(PlanLine::kind).collect(Collectors.joining(", ")),
                CallText.bytes(plan.counts().bytes()),
                plan.counts().requests(),
                plan.expectedTime()
                        .map(time -> CallText.micros(time.toMillis() * 1_000))
                        .orElse("as fast as the destination takes them"),
                plan.counts().from().map(Object::toString).orElse("–") + " to "
                        + plan.counts().to().map(Object::toString).orElse("–"));
    }

    private static String kind(Map.Entry<String, Long> kind) {
        return CallText.count(kind.getValue()) + " " + kind.getKey();
    }
}
