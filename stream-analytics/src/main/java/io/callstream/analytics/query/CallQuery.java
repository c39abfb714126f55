package io.callstream.analytics.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.analytics.call.CallsTopology;
import io.callstream.events.CallRecord;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;

/** {@code /api/v1/calls/ID}: the row of one call, without bodies; they stand on {@code llm.call}. */
final class CallQuery {
    static final String PATH = "/api/v1/calls/";

    private static final Set<String> BODIES = Set.of("request_body", "response_body", "provider_error_body");

    private final StoreReader<CallRecord> rows;
    private final Peers peers;

    CallQuery(KafkaStreams calls, Peers peers) {
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
        return rows.get(callId)
                .map(CallQuery::row)
                .map(Answer::ok)
                .orElseGet(() -> Answer.error(
                        404,
                        "there is no call '" + callId + "' here; calls are kept for callstream.analytics.keep_calls,"
                                + " and on llm.call for as long as that topic keeps them"));
    }

    private static ObjectNode row(CallRecord row) {
        return RowJson.of(row, BODIES);
    }
}
