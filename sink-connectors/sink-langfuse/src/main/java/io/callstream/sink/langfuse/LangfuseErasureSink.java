package io.callstream.sink.langfuse;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.sink.Delivery;
import io.callstream.sink.Erasure;
import io.callstream.sink.ErasureOutcome;
import io.callstream.sink.ErasureOutcomes;
import io.callstream.sink.EventSink;
import io.callstream.sink.failure.Recent;
import io.callstream.sink.http.Answer;
import io.callstream.sink.http.StatusTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Deletes the traces of a subject's calls. Langfuse deletes whole traces and nothing smaller, so a trace that holds something else, too, is
 * reported and left: what others stored there is not this subject's.
 */
final class LangfuseErasureSink implements EventSink<Erasure> {
    private static final StatusTable STATUSES = StatusTable.standard();
    private static final int NOT_FOUND = 404;
    /** Traces that are looked at in one run, and deleted in one request. */
    private static final int MOST_TRACES = 10_000;

    private static final int DELETED_TOGETHER = 100;

    private final TraceApi api;
    private final Observations observations;
    private final ErasureOutcomes outcomes;
    /** Langfuse deletes in the background: for some minutes a deleted trace is still found, and is not to be counted again. */
    private final Map<String, Boolean> deleted = new Recent<>(MOST_TRACES);

    LangfuseErasureSink(TraceApi api, ErasureOutcomes outcomes) {
        this.api = api;
        this.observations = new Observations(api);
        this.outcomes = outcomes;
    }

    @Override
    public synchronized Delivery deliver(List<Erasure> batch) {
        for (Erasure erasure : batch) {
            Run run = new Run(SubjectMetadata.of(erasure.subject()));
            Delivery verdict = run.erase();
            outcomes.add(erasure, run.outcome());
            if (!(verdict instanceof Delivery.Delivered)) {
                return verdict;
            }
        }
        return Delivery.delivered();
    }

    /** One removal. */
    private final class Run {
        private final SubjectMetadata subject;
        private final Set<String> traces = new LinkedHashSet<>();
        private final List<String> shared = new ArrayList<>();
        private boolean unfiltered;
        private long removed;

        Run(SubjectMetadata subject) {
            this.subject = subject;
        }

        Delivery erase() {
            Delivery found = observations.read(
                    TraceApi.withMetadata(subject.key(), subject.value()), subject.key(), this::isEnough);
            if (!(found instanceof Delivery.Delivered) || unfiltered) {
                return found;
            }
            List<String> own = new ArrayList<>();
            for (String trace : traces) {
                Delivery read = observations.read(TraceApi.ofTrace(trace), subject.key(), this::isOthers);
                if (!(read instanceof Delivery.Delivered)) {
                    return read;
                }
                if (!shared.contains(trace)) {
                    own.add(trace);
                }
            }
            Delivery gone = delete(own);
            return gone instanceof Delivery.Delivered && traces.size() >= MOST_TRACES
                    ? Delivery.retry("langfuse_more_traces")
                    : gone;
        }

        /** A server that passes over the filter gives everybody's, of which none may go. */
        private boolean isEnough(JsonNode observation) {
            if (subject.isOf(observation)) {
                traces.add(observation.path("traceId").asText());
            } else {
                unfiltered = true;
            }
            return unfiltered || traces.size() >= MOST_TRACES;
        }

        private boolean isOthers(JsonNode observation) {
            boolean others = !subject.isOf(observation);
            if (others) {
                shared.add(observation.path("traceId").asText());
            }
            return others;
        }

        private Delivery delete(List<String> own) {
            for (int from = 0; from < own.size(); from += DELETED_TOGETHER) {
                List<String> some = own.subList(from, Math.min(own.size(), from + DELETED_TOGETHER));
                Answer answer = api.delete(some);
                boolean gone = answer instanceof Answer.Replied replied && replied.status() == NOT_FOUND;
                Delivery verdict = gone ? Delivery.delivered() : STATUSES.delivery(answer);
                if (!(verdict instanceof Delivery.Delivered)) {
                    return verdict;
                }
                removed += some.stream()
                        .filter(trace -> deleted.put(trace, true) == null)
                        .count();
            }
            return Delivery.delivered();
        }

        ErasureOutcome outcome() {
            if (unfiltered) {
                return ErasureOutcome.remains(
                        "project",
                        "traces",
                        removed,
                        "this version of Langfuse does not find observations by metadata: delete the subject's traces by hand");
            }
            return shared.isEmpty()
                    ? ErasureOutcome.removed("project", "traces", removed)
                    : ErasureOutcome.remains(
                            "project",
                            "traces",
                            removed,
                            shared.size() + " traces that hold other observations, too, such as " + shared.get(0)
                                    + ": Langfuse deletes only whole traces; delete them by hand if all of them may go");
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
