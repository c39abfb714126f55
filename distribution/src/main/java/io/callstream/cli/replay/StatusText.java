package io.callstream.cli.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.cli.text.Printable;
import io.callstream.replay.job.JobStatus;
import java.io.PrintWriter;
import java.util.List;

/** How jobs are doing, for people and for scripts. */
final class StatusText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StatusText() {}

    static void print(JobStatus status, PrintWriter out) {
        out.printf("job        %s%n", status.job());
        out.printf("sink       %s%n", status.sink());
        out.printf("state      %s%n", status.state().word());
        out.printf("delivered  %,d of %,d%n", status.tally().delivered(), status.total());
        out.printf("skipped    %,d%n", status.tally().skipped());
        out.printf("refused    %,d%n", status.tally().refused());
        if (!status.reason().isEmpty()) {
            out.printf("because    %s%n", Printable.of(status.reason()));
        }
    }

    static void print(List<JobStatus> jobs, PrintWriter out) {
        out.printf("%-32s %-14s %-10s %12s %12s%n", "JOB", "SINK", "STATE", "ENDED", "TOTAL");
        jobs.forEach(job -> {
            out.printf(
                    "%-32s %-14s %-10s %,12d %,12d%n",
                    job.job(), job.sink(), job.state().word(), job.tally().total(), job.total());
            if (!job.reason().isEmpty()) {
                out.printf("  %s%n", Printable.of(job.reason()));
            }
        });
    }

    static ObjectNode json(JobStatus status) {
        return JSON.createObjectNode()
                .put("job", status.job())
                .put("sink", status.sink())
                .put("state", status.state().word())
                .put("delivered", status.tally().delivered())
                .put("skipped", status.tally().skipped())
                .put("refused", status.tally().refused())
                .put("total", status.total())
                .put("reason", status.reason())
                .put("updated_at", status.updatedAt().toString());
    }

    static String json(List<JobStatus> jobs) {
        return JSON.createArrayNode()
                .addAll(jobs.stream().map(StatusText::json).toList())
                .toString();
    }
}
