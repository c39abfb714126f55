package io.callstream.analytics.query;

import io.callstream.analytics.call.CallRows;
import io.callstream.analytics.call.CallsTopology;
import io.callstream.events.CallRecord;
import io.callstream.events.erasure.ErasedSubjects;
import io.callstream.events.erasure.Owner;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;

/** {@code /api/v1/calls/ID}: the row of one call, without bodies; they stand on {@code llm.call}. */
final class CallQuery {
    static final String PATH = "/api/v1/calls/";

    private static final Set<String> BODIES =
            Set.of("request_body", "response_body", "provider_error_body", "provider_response_body");

    private final StoreReader<CallRecord> rows;
    private final Peers peers;

    private final Supplier<ErasedSubjects> erased;

    /** @param erased whose calls are not shown */
    CallQuery(KafkaStreams calls, Peers peers, Supplier<ErasedSubjects> erased) {
        this.erased = erased;
        this.rows = new StoreReader<>(calls, CallsTopology.ROWS);
        this.peers = peers;
    }

    Answer answer(Question question) {
        question.allowOnly(List.of());
        String callId = question.path().substring(PATH.length());
        HostInfo owner = peers.owner(rows.streams(), rows.name(), callId);
        if (!peers.isHere(owner) && !question.local()) {
            return peers.forward(owner, question);
        }
        if (erased.get().covers(new Owner(callId, null, null, null))) {
            return gone();
        }
        return rows.get(callId)
                .map(this::row)
                .orElseGet(() -> Answer.error(
                        404,
                        "there is no call '" + callId + "' here; calls are kept for callstream.analytics.keep_calls,"
                                + " and on llm.call for as long as that topic keeps them"));
    }

    private Answer row(CallRecord row) {
        return row.getOutcome().equals(CallRows.ERASED) || erased.get().covers(Owner.of(row))
                ? gone()
                : Answer.ok(RowJson.of(row, BODIES));
    }

    private static Answer gone() {
        return Answer.error(410, "this call was erased");
    }
}
