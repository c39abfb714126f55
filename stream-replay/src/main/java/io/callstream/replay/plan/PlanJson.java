package io.callstream.replay.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A plan, for programs. */
public final class PlanJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PlanJson() {}

    public static ObjectNode of(ReplayPlan plan) {
        PlanCounts counts = plan.counts();
        ObjectNode json = JSON.createObjectNode();
        json.put("total", counts.total());
        ObjectNode kinds = json.putObject("kinds");
        counts.kinds().forEach(kinds::put);
        json.put("bytes", counts.bytes());
        json.put("from", counts.from().map(PlanJson::time).orElse(null));
        json.put("to", counts.to().map(PlanJson::time).orElse(null));
        json.put("requests", counts.requests());
        json.put("seconds", plan.expectedTime().map(Duration::toSeconds).orElse(null));
        return json;
    }

    /** As exactly as Kafka has times. */
    public static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
