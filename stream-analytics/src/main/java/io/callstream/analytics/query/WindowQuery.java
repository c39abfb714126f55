package io.callstream.analytics.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.analytics.serde.Ends;
import io.callstream.analytics.window.WindowsTopology;
import io.callstream.events.WindowRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;

/** {@code /api/v1/windows}: rows of minutes, oldest first. */
final class WindowQuery {
    static final String PATH = "/api/v1/windows";

    private static final List<String> COLUMNS =
            List.of("model_group", "model", "provider", "deployment_id", "key_hash", "team_id");
    private static final Set<String> SKETCHES = Set.of("duration_sketch", "ttft_sketch");
    private static final Duration LAST = Duration.ofHours(1);
    private static final int MOST = 10_000;

    private final StoreReader<WindowRecord> rows;
    private final Peers peers;
    private final Clock clock;

    WindowQuery(KafkaStreams windows, Peers peers, Clock clock) {
        this.rows = new StoreReader<>(windows, WindowsTopology.ROWS);
        this.peers = peers;
        this.clock = clock;
    }

    Answer answer(Question question) {
        List<String> names = new ArrayList<>(List.of("from", "to", "limit"));
        names.addAll(COLUMNS);
        question.allowOnly(names);
        int limit = question.limit(1_000, MOST);
        Instant now = clock.instant();
        Instant from = Times.parameter(question, "from", now).orElse(now.minus(LAST));
        Instant to = Times.parameter(question, "to", now).orElse(now.plus(Duration.ofDays(1)));
        List<ObjectNode> here = rows
                .range(WindowsTopology.firstId(from), WindowsTopology.firstId(to), row -> matches(question, row), limit)
                .stream()
                .map(row -> RowJson.of(WindowsTopology.finished(row), SKETCHES))
                .toList();
        Comparator<ObjectNode> byTime =
                Comparator.comparing(row -> row.path("row_id").asText());
        return RowLists.whole(question, rows, peers, here, byTime, limit);
    }

    private static boolean matches(Question question, WindowRecord row) {
        return COLUMNS.stream()
                .allMatch(column -> question.parameter(column)
                        .map(wanted -> wanted.equals(Ends.text(row, column)))
                        .orElse(true));
    }
}
