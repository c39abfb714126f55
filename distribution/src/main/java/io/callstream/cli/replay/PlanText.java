package io.callstream.cli.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.cli.text.Sizes;
import io.callstream.replay.plan.PlanCounts;
import io.callstream.replay.plan.ReplayPlan;
import io.callstream.sink.BatchPolicy;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A plan, for people and for scripts. */
final class PlanText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PlanText() {}

    static void print(ReplayPlan plan, BatchPolicy policy, PrintWriter out) {
        PlanCounts counts = plan.counts();
        counts.kinds().forEach((kind, events) -> out.printf("%-10s %,14d events  from llm.%s%n", kind, events, kind));
        out.printf("%-10s %,14d events, %s%n", "in all", counts.total(), Sizes.of(counts.bytes()));
        out.printf("%-10s %s to %s%n", "span", time(counts.from()), time(counts.to()));
        out.printf(
                "%-10s about %,d, of at most %,d events and %s, %d at once%n",
                "requests", counts.requests(), policy.maxEvents(), Sizes.of(policy.maxBytes()), policy.concurrency());
        out.printf(
                "%-10s %s%n",
                "time",
                plan.expectedTime()
                        .map(time -> ProgressText.words(time) + " at "
                                + ProgressText.number(plan.terms().rate().orElse(0)) + "/s")
                        .orElse("as the destination takes them"));
    }

    static String json(ReplayPlan plan) {
        PlanCounts counts = plan.counts();
        ObjectNode json = JSON.createObjectNode();
        json.put("total", counts.total());
        ObjectNode kinds = json.putObject("kinds");
        counts.kinds().forEach(kinds::put);
        json.put("bytes", counts.bytes());
        json.put("from", counts.from().map(Instant::toString).orElse(null));
        json.put("to", counts.to().map(Instant::toString).orElse(null));
        json.put("requests", counts.requests());
        json.put("seconds", plan.expectedTime().map(Duration::toSeconds).orElse(null));
        return json.toString();
    }

    private static String time(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("-");
    }
}
