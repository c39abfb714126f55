package io.callstream.sink.loki;

import io.callstream.sink.Delivery;
import io.callstream.sink.http.Answer;
import io.callstream.sink.http.StatusTable;
import java.util.List;
import java.util.Map;

/**
 * What Loki's answer means. A 400 tells that some lines of the request were refused and the others are stored; sending those
 * again changes nothing, since the same line at the same time in the same stream is one line. So a refused batch may be halved until
 * the bad lines stand alone.
 */
final class Refusal {
    /** Loki answers 260 to a tenant that its operator has blocked. */
    private static final StatusTable STATUSES = StatusTable.standard().hold(260);

    private static final int BAD_REQUEST = 400;
    /** Words of Loki's messages (pkg/validation/validate.go, pkg/ingester/stream.go), and what to call them. */
    private static final List<Map.Entry<String, String>> REASONS = List.of(
            Map.entry("too far behind", "too_far_behind"),
            Map.entry("out of order", "too_far_behind"),
            Map.entry("timestamp too old", "too_old"),
            Map.entry("timestamp too new", "too_new"),
            Map.entry("max entry size", "line_too_long"),
            Map.entry("structured metadata", "structured_metadata"),
            Map.entry("label", "labels"));

    private Refusal() {}

    static Delivery verdict(Answer answer) {
        Delivery verdict = STATUSES.delivery(answer);
        return verdict instanceof Delivery.Rejected
                        && answer instanceof Answer.Replied replied
                        && replied.status() == BAD_REQUEST
                ? Delivery.rejected(reason(replied.text()))
                : verdict;
    }

    /** A word of our own: the message itself names labels. */
    private static String reason(String message) {
        return REASONS.stream()
                .filter(entry -> message.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("http_400");
    }
}
