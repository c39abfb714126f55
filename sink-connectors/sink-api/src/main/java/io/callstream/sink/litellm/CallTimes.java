package io.callstream.sink.litellm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * A call's times in LiteLLM's terms: seconds since 1970.
 *
 * @param start when the call began
 * @param end when it ended; as the start where nobody knows
 * @param firstToken when the first token of a stream came, else the end
 * @param stream whether the answer was streamed
 */
record CallTimes(BigDecimal start, BigDecimal end, BigDecimal firstToken, boolean stream) {
    private static final int MILLI_DIGITS = 3;
    private static final int MICRO_DIGITS = 6;

    /** @param row every column of a terminal event */
    static CallTimes of(JsonNode row) {
        BigDecimal start = BigDecimal.valueOf(
                Instant.parse(row.path("started_at").asText()).toEpochMilli(), MILLI_DIGITS);
        BigDecimal end = start.add(seconds(row, "duration_us").orElse(BigDecimal.ZERO));
        boolean stream = row.path("stream").asBoolean();
        Optional<BigDecimal> ttft = stream ? seconds(row, "ttft_us") : Optional.empty();
        return new CallTimes(start, end, ttft.map(start::add).orElse(end), stream);
    }

    private static Optional<BigDecimal> seconds(JsonNode row, String column) {
        return row.path(column).isNumber()
                ? Optional.of(BigDecimal.valueOf(row.path(column).asLong(), MICRO_DIGITS))
                : Optional.empty();
    }

    /** A column of microseconds, in milliseconds. */
    static Optional<BigDecimal> millis(JsonNode row, String column) {
        return seconds(row, column).map(seconds -> seconds.movePointRight(MILLI_DIGITS));
    }

    void write(ObjectNode payload) {
        payload.put("startTime", start)
                .put("endTime", end)
                .put("completionStartTime", firstToken)
                .put("response_time", (stream ? firstToken : end).subtract(start));
    }
}
