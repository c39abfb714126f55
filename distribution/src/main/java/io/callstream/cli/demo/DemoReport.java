package io.callstream.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.callstream.cli.up.Platform;
import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.sink.CallEvent;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Prints what became of the demo's calls. */
final class DemoReport {
    private static final double MICROS_PER_MILLI = 1000;

    private final PrintWriter out;

    DemoReport(PrintWriter out) {
        this.out = out;
    }

    void print(DemoOutcome outcome) {
        calls(outcome);
        totals(outcome);
        outcome.example().ifPresent(this::example);
        verdict(outcome);
        out.flush();
    }

    /**
     * Says what the user can do now.
     *
     * @param connections the file that says where everything is, for further commands
     */
    void invite(Platform platform, String key, Path connections) {
        platform.console().ifPresent(console -> lookAround("http://127.0.0.1:" + console.port(), key));
        newSink(connections);
        out.println();
        out.println("It stays up, and makes a call or two in a second. A call of your own:");
        out.println();
        out.println(
                "  curl -N " + platform.gateway() + "/v1/chat/completions -H 'Authorization: Bearer " + key + "' \\");
        out.println("    -H 'Content-Type: application/json' \\");
        out.println(
                "    -d '{\"model\":\"gpt-4o-mini\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}'");
        out.println();
        out.println(
                "and its row:  psql '" + platform.stack().postgres()
                        + "' -c 'SELECT call_id, status, total_tokens, duration_us FROM calls ORDER BY event_time DESC LIMIT 5'");
        out.println("(Ctrl-C ends it; the data stays.)");
        out.flush();
    }

    private void lookAround(String console, String key) {
        out.println();
        out.println("The console: " + console + "  (the key is " + key + "). Three things to try:");
        out.println("  1. watch calls come in, then open one that failed:   " + console + "/calls?f=status:failure");
        out.println("  2. ask which model is slowest, in SQL:               " + console + "/sql");
    }

    /** One that nobody has heard of yet gets what was there before it. */
    private void newSink(Path connections) {
        out.println("  3. replay into a new sink, in two more shells; the first prints a line for each event:");
        out.println("       python3 examples/tutorial/receiver.py 9000");
        out.println(
                "       GENERIC_LOGGER_ENDPOINT=http://127.0.0.1:9000 ./callstream sink webhook --backfill-from 1d --config "
                        + connections);
    }

    private void calls(DemoOutcome outcome) {
        out.println();
        out.printf("  %-26s %4s  %-30s %6s %10s %10s%n", "CALL", "HTTP", "TOLD AS", "CHUNKS", "TOOK", "ROW AFTER");
        for (MadeCall call : outcome.calls()) {
            RecordedCall told = outcome.topics().call(call.callId());
            out.printf(
                    "  %-26s %4d  %-30s %6s %10s %10s%n",
                    call.call().title(),
                    call.status(),
                    told.ending().map(DemoReport::ending).orElse("-"),
                    told.chunks() == 0 ? "" : told.chunks(),
                    millis(call.took()),
                    outcome.rowAfter(call).map(DemoReport::millis).orElse("-"));
        }
    }

    private void totals(DemoOutcome outcome) {
        out.println();
        out.print("  events   ");
        for (EventKind kind : EventKind.values()) {
            out.print("  " + kind.topic() + " " + outcome.topics().count(kind));
        }
        out.println();
        out.print("  postgres ");
        outcome.rows().forEach((table, rows) -> out.print("  " + table + " " + rows + " rows"));
        out.println();
        out.println("  file       " + outcome.lines() + " lines");
        List<Duration> delays = outcome.calls().stream()
                .skip(1)
                .map(outcome::rowAfter)
                .flatMap(Optional::stream)
                .sorted()
                .toList();
        if (!delays.isEmpty()) {
            out.println("  from a call's end to its row:  p50 " + millis(delays.get(delays.size() / 2)) + ", max "
                    + millis(delays.get(delays.size() - 1)) + " (without the first call, which opens the connections)");
        }
    }

    private void example(String line) {
        out.println();
        out.println(
                "  One call as a sink sees it (success of the first call, long texts cut, columns at their default left out):");
        try {
            new ShortJson().lines(line).forEach(shown -> out.println("    " + shown));
        } catch (JsonProcessingException e) {
            out.println("    (the file sink's line is no JSON: " + e.getOriginalMessage() + ")");
        }
    }

    private void verdict(DemoOutcome outcome) {
        out.println();
        if (outcome.complete()) {
            out.println(
                    "everything arrived: each of the " + outcome.calls().size()
                            + " calls has one pre-call and one terminal event, all its chunks, no gap in seq, its row and its lines");
        } else {
            out.println("NOT everything arrived:");
            outcome.problems().forEach(problem -> out.println("  " + problem));
        }
    }

    private static String ending(CallEvent ending) {
        return ending.match(e -> "", e -> "", e -> "success", (FailureEvent e) -> "failure " + e.getErrorCode());
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / MICROS_PER_MILLI / MICROS_PER_MILLI);
    }
}
