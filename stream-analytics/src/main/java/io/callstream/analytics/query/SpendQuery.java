package io.callstream.analytics.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.analytics.report.SpendColumn;
import io.callstream.analytics.report.SpendJson;
import io.callstream.analytics.report.SpendReport;
import io.callstream.analytics.spend.SpendTopology;
import io.callstream.analytics.sum.Sums;
import io.callstream.events.SpendRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;

/** {@code /api/v1/spend}: the ledger added up, over all instances. */
final class SpendQuery {
    static final String PATH = "/api/v1/spend";

    private static final List<String> PARAMETERS = List.of("by", "from", "to", "ledger");

    private final StoreReader<SpendRecord> rows;
    private final Peers peers;
    private final String ledger;
    private final Clock clock;

    SpendQuery(KafkaStreams spend, Peers peers, String ledger, Clock clock) {
        this.rows = new StoreReader<>(spend, SpendTopology.ROWS);
        this.peers = peers;
        this.ledger = ledger;
        this.clock = clock;
    }

    Answer answer(Question question) {
        question.allowOnly(PARAMETERS);
        List<SpendColumn> by = by(question);
        List<ObjectNode> lines = new ArrayList<>(here(question, by));
        if (!question.local()) {
            for (HostInfo other : peers.others(rows.streams(), rows.name())) {
                peers.ask(other, question).forEach(line -> lines.add((ObjectNode) line));
            }
        }
        ArrayNode answer = Answer.JSON.createArrayNode();
        answer.addAll(merged(lines, by));
        return Answer.ok(answer);
    }

    private List<ObjectNode> here(Question question, List<SpendColumn> by) {
        Instant now = clock.instant();
        SpendReport report = new SpendReport(
                by,
                question.parameter("ledger").orElse(ledger),
                Times.parameter(question, "from", now),
                Times.parameter(question, "to", now));
        rows.range(" ", "~", report::covers, Integer.MAX_VALUE).forEach(report::add);
        return report.lines().stream().map(SpendJson::of).toList();
    }

    private static List<SpendColumn> by(Question question) {
        try {
            return question.parameter("by").map(SpendColumn::parse).orElse(List.of());
        } catch (IllegalArgumentException e) {
            throw new QueryException(400, "by: " + e.getMessage());
        }
    }

    private static List<ObjectNode> merged(List<ObjectNode> lines, List<SpendColumn> by) {
        Map<List<JsonNode>, ObjectNode> merged = new LinkedHashMap<>();
        lines.forEach(line -> merged.merge(
                by.stream().map(column -> line.path(column.column())).toList(), line, SpendQuery::sum));
        Comparator<ObjectNode> order = Comparator.comparing(
                        (ObjectNode line) -> line.path(SpendColumn.DAY.column()).asText())
                .thenComparing(line -> -line.path("cost_nano_usd").asLong());
        return merged.values().stream().sorted(order).toList();
    }

    private static ObjectNode sum(ObjectNode one, ObjectNode other) {
        ObjectNode sum = one.deepCopy();
        other.fields().forEachRemaining(field -> {
            if (field.getValue().isIntegralNumber()) {
                sum.put(
                        field.getKey(),
                        Sums.of(
                                one.path(field.getKey()).asLong(),
                                field.getValue().asLong()));
            }
        });
        return sum;
    }
}
