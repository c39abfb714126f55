package io.callstream.analytics.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.analytics.alert.AlertsTopology;
import io.callstream.events.AlertRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;

/** {@code /api/v1/alerts}: the latest alert of every group, newest first; resolved ones for a day. */
final class AlertQuery {
    static final String PATH = "/api/v1/alerts";

    private static final int MOST = 1_000;

    private final Optional<StoreReader<AlertRecord>> groups;
    private final Peers peers;

    /** @param alerts empty where no rules are configured */
    AlertQuery(Optional<KafkaStreams> alerts, Peers peers) {
        this.groups = alerts.map(streams -> new StoreReader<>(streams, AlertsTopology.GROUPS));
        this.peers = peers;
    }

    Answer answer(Question question) {
        question.allowOnly(List.of("state", "rule", "limit"));
        Optional<String> state = question.parameter("state");
        if (state.filter(word -> !word.equals("firing") && !word.equals("resolved"))
                .isPresent()) {
            throw new QueryException(400, "state is '" + state.get() + "' (expected firing or resolved)");
        }
        int limit = question.limit(MOST, MOST);
        return groups.map(store -> answer(question, store, limit))
                .orElseGet(() -> Answer.ok(Answer.JSON.createArrayNode()));
    }

    private Answer answer(Question question, StoreReader<AlertRecord> store, int limit) {
        List<ObjectNode> here = store.range(" ", "~", alert -> matches(question, alert), limit).stream()
                .map(AlertQuery::row)
                .toList();
        Comparator<ObjectNode> newest =
                Comparator.comparing(row -> row.path("event_time").asText());
        return RowLists.whole(question, store, peers, here, newest.reversed(), limit);
    }

    /** In the store, the time since when the rule has not held stands there before the alert is over. */
    private static ObjectNode row(AlertRecord alert) {
        ObjectNode row = RowJson.of(alert, Set.of());
        if (alert.getState().equals("firing")) {
            row.putNull("resolved_at");
        }
        return row;
    }

    private static boolean matches(Question question, AlertRecord alert) {
        return !alert.getEventId().isEmpty()
                && question.parameter("state").map(alert.getState()::equals).orElse(true)
                && question.parameter("rule").map(alert.getRule()::equals).orElse(true);
    }
}
