package io.callstream.cli.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.cli.text.Sizes;
import io.callstream.replay.plan.PlanCounts;
import io.callstream.replay.plan.PlanJson;
import io.callstream.replay.plan.ReplayPlan;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.runtime.consume.Tally;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
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

    /** What a dry run has found. */
    static String json(ReplayPlan plan, Tally tally) {
        return JSON.createObjectNode()
                .put("total", plan.counts().total())
                .put("delivered", tally.delivered())
                .put("skipped", tally.skipped())
                .put("refused", tally.refused())
                .toString();
    }

    static String sentence(ReplayPlan plan, Tally tally) {
        return String.format(
                Locale.ROOT,
                "dry run: would deliver %,d, skip %,d and refuse %,d that cannot be read, of %,d",
                tally.delivered(),
                tally.skipped(),
                tally.refused(),
                plan.counts().total());
    }

    private static String time(Optional<Instant> time) {
        return time.map(PlanJson::time).orElse("-");
    }
}
