package io.callstream.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of the demo's calls.
 *
 * @param calls as the clients saw them, in order
 * @param topics what the topics tell
 * @param rowTimes when the row of each ended call was written, by call id
 * @param rows rows of the demo's calls, by table
 * @param lines lines of the demo's calls that the file sink wrote
 * @param example a line of the file sink: one call as a sink sees it
 * @param problems everything that is missing or wrong; empty if all arrived
 */
record DemoOutcome(
        List<MadeCall> calls,
        TopicAudit topics,
        Map<String, Instant> rowTimes,
        Map<String, Integer> rows,
        int lines,
        Optional<String> example,
        List<String> problems) {
    boolean complete() {
        return problems.isEmpty();
    }

    /** From the end of the call at its client to its row; empty when there is no row. */
    Optional<Duration> rowAfter(MadeCall call) {
        return Optional.ofNullable(rowTimes.get(call.callId())).map(at -> Duration.between(call.endedAt(), at));
    }
}
