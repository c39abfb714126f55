package io.callstream.sql.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.events.SuccessEvent;
import io.callstream.reader.ReadFailedException;
import io.callstream.reader.time.TimeSpan;
import io.callstream.settings.KafkaSettings;
import io.callstream.sql.query.ResultColumn;
import io.callstream.sql.query.SqlException;
import io.callstream.sql.query.SqlOptions;
import io.callstream.sql.table.TableCatalogue;
import io.callstream.testing.events.SampleCall;
import io.callstream.testing.events.SampleEvents;
import io.callstream.testing.topics.EventTopics;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements over a real broker: 40 calls, of which every fourth failed, an open one, an end told twice, and records that are no events. */
class SqlSessionTest {
    private static final Set<String> OF_ANALYTICS = Set.of("spend", "windows", "alerts");

    @TempDir
    static Path folder;

    @TempDir
    Path spill;

    private static EventCluster cluster;
    private SqlSession session;

    @BeforeAll
    static void fill() throws Exception {
        cluster = EventCluster.start(folder.resolve("kafka"));
        cluster.topics().create(List.of("llm.dlq.slack"));
        cluster.topics().send(SampleEvents.stories(40));
        cluster.topics()
                .send(List.of(
                        SampleCall.number(40).preCall(), SampleCall.number(0).success(), page()));
        cluster.topics().send("llm.success", "x", new byte[] {1, 2, 3}, Map.of());
        cluster.topics().send("llm.success", "y", new byte[] {0, 0, 0, 0, 99, 1, 2}, Map.of());
        cluster.topics().send("llm.success", "z", null, Map.of());
        letters();
        cluster.topics().flush();
    }

    /** An answer that is no JSON, with a NUL in another column. */
    private static SuccessEvent page() {
        SuccessEvent html = SampleCall.number(500).success();
        html.setResponseBody("<html>502 Bad Gateway</html>");
        html.setModelGroup("proxy\u0000page");
        return html;
    }

    private static void letters() {
        Map<String, String> headers = Map.of(
                "callstream.dlq.sink", "slack",
                "callstream.dlq.topic", "llm.failure",
                "callstream.dlq.partition", "2",
                "callstream.dlq.offset", "17",
                "callstream.dlq.reason", "400 no_text",
                "callstream.dlq.event_id", "0193-a:failure",
                "callstream.dlq.attempts", "1",
                "callstream.dlq.failed_at", "2026-11-20T12:00:00.250Z");
        cluster.topics().send("llm.dlq.slack", "k", new byte[] {1}, headers);
        cluster.topics().send("llm.dlq.slack", "k", new byte[] {1}, headers);
        cluster.topics()
                .send(
                        "llm.dlq.slack",
                        "k",
                        null,
                        Map.of("callstream.dlq.closes", "0", "callstream.dlq.closed_as", "replayed"));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void open() {
        session = open(new SqlOptions(TimeSpan.ALL, 256L << 20, 2, spill, false));
    }

    private SqlSession open(SqlOptions options) {
        return SqlSession.open(cluster.settings(), EventTopics::schema, TableCatalogue.builtIn(), options);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void aggregatesReadOnlyTheColumnsTheyNeed() {
        assertThat(
                        rows(
                                "SELECT team_id, count(*) AS n, sum(cost_nano_usd) AS cost FROM successes GROUP BY ALL ORDER BY ALL"))
                .hasSize(3)
                .allSatisfy(row -> assertThat(((Number) row.get(2)).longValue()).isEqualTo(((Long) row.get(1)) * 5400));
        assertThat(session.monitor().progress().fraction()).isEqualTo(1);
    }

    @Test
    void countingNeedsNoColumnAtAll() {
        assertThat(rows("SELECT count(*) FROM pre_calls")).containsExactly(List.of(41L));
    }

    @Test
    void whatCannotBeReadIsCountedAndNamedAndTheRestIsRead() {
        assertThat(rows("SELECT count(*) FROM successes")).containsExactly(List.of(32L));
        assertThat(session.monitor().unreadableCount()).isEqualTo(2);
        assertThat(session.monitor().unreadable())
                .anyMatch(place -> place.matches("llm.success-\\d@\\d+: record of 3 bytes is too short .*"))
                .anyMatch(place -> place.endsWith(": nobody knows schema 99"));
    }

    @Test
    void bodiesAreJsonListsAndMapsAreNativeAndMomentsAreMoments() {
        String id = SampleCall.number(1).callId();

        List<@Nullable Object> row = rows("""
            SELECT response_body->>'$.choices[0].message.content', tags, metadata['feature'], started_at,
              attempts[1].http_status, attempts[1].started_at, stream, kafka_partition IS NOT NULL AND kafka_offset >= 0
            FROM successes WHERE call_id = '%s'""".formatted(id)).get(0);

        assertThat(row)
                .containsExactly(
                        "Grüezi from Zürich",
                        List.of("sample", "streamed"),
                        "greeting",
                        LocalDateTime.parse("2026-11-20T12:00:01"),
                        200,
                        LocalDateTime.parse("2026-11-20T12:00:01"),
                        true,
                        true);
    }

    @Test
    void everyColumnOfEveryTableCanBeSelected() {
        session.tables().forEach(table -> {
            List<List<@Nullable Object>> rows = rows("SELECT * FROM " + table.name() + " LIMIT 3");
            assertThat(rows.isEmpty()).as(table.name()).isEqualTo(OF_ANALYTICS.contains(table.name()));
            assertThat(rows).as(table.name()).allSatisfy(row -> assertThat(row).hasSameSizeAs(table.columns()));
        });
    }

    @Test
    void theTypesThatTablesNameAreTheEnginesOwn() {
        session.tables().forEach(table -> {
            try (SqlResult result = session.run("SELECT * FROM " + table.name() + " LIMIT 0")) {
                assertThat(result.columns())
                        .as(table.name())
                        .containsExactlyElementsOf(table.columns().stream()
                                .map(column -> new ResultColumn(column.name(), column.type()))
                                .toList());
            }
        });
    }

    @Test
    void aCallIsOneRowHoweverOftenItsEndWasTold() {
        assertThat(rows("SELECT outcome, count(*), count(DISTINCT call_id) FROM calls GROUP BY ALL ORDER BY ALL"))
                .containsExactly(List.of("failure", 10L, 10L), List.of("open", 1L, 1L), List.of("success", 31L, 31L));
    }

    @Test
    void aBodyThatIsNoJsonDoesNotEndTheQuery() {
        assertThat(rows("SELECT response_body->>'$.id', response_body, model_group FROM successes WHERE call_id = '"
                        + SampleCall.number(500).callId() + "'"))
                .singleElement()
                .satisfies(row -> assertThat(row.subList(1, 3))
                        .containsExactly("\"<html>502 Bad Gateway</html>\"", "proxy\u0000page"));
    }

    @Test
    void aStatementThatRunsCanBeEndedFromOutside() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        Thread canceller = new Thread(() -> {
            while (!ended.get()) {
                session.cancel(); // does nothing until there is a statement
                Thread.yield();
            }
        });
        canceller.start();

        assertThatThrownBy(() -> rows("SELECT count(*) FROM range(100000000) a, range(100000) b"))
                .isInstanceOf(SqlException.class)
                .hasMessage("the statement was cancelled");

        ended.set(true);
        canceller.join();
        assertThat(rows("SELECT 1")).containsExactly(List.of(1));
    }

    @Test
    void aBrokerThatIsAwayIsNamed() {
        KafkaSettings nowhere = new KafkaSettings(
                "127.0.0.1:1", Map.of("default.api.timeout.ms", "200", "request.timeout.ms", "100"), 1, 1);
        SqlOptions options = new SqlOptions(TimeSpan.ALL, 256L << 20, 2, spill, false);
        try (SqlSession away = SqlSession.open(nowhere, EventTopics::schema, TableCatalogue.builtIn(), options)) {
            assertThatThrownBy(() -> away.run("SELECT count(*) FROM successes"))
                    .isInstanceOf(ReadFailedException.class)
                    .hasMessageStartingWith("Kafka at 127.0.0.1:1 does not answer");
        }
    }

    @Test
    void whatDoesNotFitIntoMemoryGoesToTheTemporaryFolder() {
        try (SqlSession small = open(new SqlOptions(TimeSpan.ALL, 40L << 20, 1, spill, false));
                SqlResult result = small.run(
                        "SELECT count(*) FROM (SELECT DISTINCT md5(i::VARCHAR) || repeat('x', 60) FROM range(600000) t(i))")) {
            assertThat(result.next()).contains(List.of(600_000L));
        }
    }

    @Test
    void deadLettersSayWhatBecameOfThem() {
        assertThat(
                        rows(
                                "SELECT state, sink, event_offset, call_id, attempts, failed_at FROM dead_letters ORDER BY letter"))
                .containsExactly(
                        List.of("replayed", "slack", 17L, "0193-a", 1, LocalDateTime.parse("2026-11-20T12:00:00.250")),
                        List.of("open", "slack", 17L, "0193-a", 1, LocalDateTime.parse("2026-11-20T12:00:00.250")));
    }

    @Test
    void aSpanOfTimeNarrowsWhatIsRead() {
        session.use(
                session.options().withSpan(new TimeSpan(Optional.empty(), Optional.of(Instant.EPOCH.plusSeconds(1)))));

        assertThat(rows("SELECT count(*) FROM pre_calls")).containsExactly(List.of(0L));
    }

    @Test
    void aWrongNameIsNamedWithItsPlaceAndWhatWasMeant() {
        assertThatThrownBy(() -> rows("SELECT count(*), modle_group FROM successes"))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("modle_group")
                .hasMessageContaining("(line 1, column 18)")
                .hasMessageContaining("did you mean model_group?");
        assertThatThrownBy(() -> rows("SELECT 1 FROM succeses"))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("succeses")
                .hasMessageContaining("did you mean successes?");
        assertThatThrownBy(() -> rows("SELEC 1"))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("(line 1, column 1)");
    }

    @Test
    void aStatementThatFailsOverAValueSaysWhy() {
        assertThatThrownBy(() -> rows("SELECT CAST(model AS INTEGER) FROM successes"))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("Could not convert string")
                .extracting(failure -> ((SqlException) failure).usersDoing())
                .isEqualTo(true);
        assertThatThrownBy(() -> rows("SELECT DATE 'tomorrow'")).hasMessageContaining("\"tomorrow\"");
    }

    @Test
    void aStatementThatNeedsTooMuchMemorySaysSo() {
        try (SqlSession small = open(new SqlOptions(TimeSpan.ALL, 40L << 20, 1, spill, false))) {
            assertThatThrownBy(
                            () -> small.run(
                                    "SELECT sum(length(l)) FROM (SELECT list(repeat('x', 100) || i) l FROM range(1000000) t(i))"))
                    .isInstanceOf(SqlException.class)
                    .hasMessageContaining("failed to")
                    .extracting(failure -> ((SqlException) failure).usersDoing())
                    .isEqualTo(false);
        }
    }

    @Test
    void filesAndSettingsAreOutOfReach() {
        assertThatThrownBy(() -> rows("SELECT * FROM read_csv('/etc/passwd')")).isInstanceOf(SqlException.class);
        assertThatThrownBy(() -> rows("COPY (SELECT 1) TO '" + folder.resolve("x.csv") + "'"))
                .isInstanceOf(SqlException.class);
        assertThatThrownBy(() -> rows("SET enable_external_access = true")).isInstanceOf(SqlException.class);
        assertThatThrownBy(() -> rows("ATTACH '" + folder.resolve("x.db") + "'"))
                .isInstanceOf(SqlException.class);
        assertThat(folder)
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("x."));
    }

    @Test
    void filesCanBeAllowed() {
        try (SqlSession open = open(new SqlOptions(TimeSpan.ALL, 256L << 20, 2, spill, true))) {
            open.run("COPY (SELECT call_id FROM successes) TO '" + spill.resolve("x.parquet") + "'")
                    .close();
        }
        assertThat(spill.resolve("x.parquet")).isNotEmptyFile();
    }

    @Test
    void aStatementLeavesNothingOpenThatTheNextOneNeeds() {
        for (int i = 0; i < 20; i++) {
            assertThat(rows("SELECT call_id FROM successes LIMIT 1")).hasSize(1);
        }
    }

    private List<List<@Nullable Object>> rows(String sql) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (SqlResult result = session.run(sql)) {
            for (Optional<List<@Nullable Object>> row = result.next(); row.isPresent(); row = result.next()) {
                rows.add(row.get());
            }
        }
        return rows;
    }
}
