package io.callstream.sink.otlp.export;

import com.google.protobuf.InvalidProtocolBufferException;
import io.callstream.sink.Delivery;
import io.callstream.sink.SinkMetrics;
import io.callstream.sink.http.Answer;
import io.callstream.sink.http.StatusTable;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code partial_success}, which counts the spans that were refused but does not name them. If all were refused, all are
 * dead letters. If some were, OTLP forbids to send any of them again, so they are counted as {@code rejected_spans} and
 * logged; a destination that tells repeats apart can have them found instead, by sending halves of the request again.
 */
public final class PartialSuccess implements Verdicts {
    /** What is done about some refused spans among others. */
    public enum Some {
        /** The refused ones are counted, as OTLP has it. */
        COUNT,
        /** The refused ones are found by halving, so the others arrive more than once. */
        FIND
    }

    private static final Logger LOG = LoggerFactory.getLogger(PartialSuccess.class);
    private static final String REASON = "spans_rejected";

    private final StatusTable statuses;
    private final Some some;
    private final SinkMetrics metrics;

    public PartialSuccess(StatusTable statuses, Some some, SinkMetrics metrics) {
        this.statuses = statuses;
        this.some = some;
        this.metrics = metrics;
    }

    @Override
    public Delivery of(Answer answer, Set<String> sent) {
        return statuses.delivery(answer, replied -> verdict(rejected(replied), sent));
    }

    private Delivery verdict(long rejected, Set<String> sent) {
        if (rejected <= 0) {
            return Delivery.delivered(); // With a message, it would be a warning.
        }
        metrics.count("rejected_spans", rejected);
        if (rejected >= sent.size()) {
            return new Delivery.Partial(
                    sent.stream().collect(Collectors.toMap(Function.identity(), id -> REASON)),
                    Set.of(),
                    Optional.empty());
        }
        if (some == Some.FIND) {
            return Delivery.rejected(REASON);
        }
        LOG.warn("the destination refused {} of {} spans and does not say which", rejected, sent.size());
        return Delivery.delivered();
    }

    private static long rejected(Answer.Replied answer) {
        if (!answer.headers().getOrDefault("content-type", "").startsWith("application/x-protobuf")) {
            return JsonAnswer.rejectedSpans(answer.body());
        }
        try {
            return ExportTraceServiceResponse.parseFrom(answer.body())
                    .getPartialSuccess()
                    .getRejectedSpans();
        } catch (InvalidProtocolBufferException e) {
            return 0; // The status said that all is well.
        }
    }
}
