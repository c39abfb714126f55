package io.callstream.sql.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.callstream.events.SuccessEvent;
import io.callstream.reader.ReadFailedException;
import io.callstream.reader.time.TimeSpan;
import io.callstream.settings.KafkaSettings;
import io.callstream.sql.query.QueryResult;
import io.callstream.sql.query.QuerySession;
import io.callstream.sql.query.ResultColumn;
import io.callstream.sql.query.SqlException;
import io.callstream.sql.query.SqlOptions;
import io.callstream.sql.table.SqlColumn;
import io.callstream.testing.events.SampleCall;
import io.callstream.testing.events.SampleEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who asks the topics in Flink. */
class FlinkSessionTest {
    private static final Set<String> OF_ANALYTICS = Set.of("spend", "windows", "alerts");

    @TempDir
    static Path folder;

    private static EventStack stack;
    private static QuerySession session;

    @BeforeAll
    static void fill() throws Exception {
        stack = EventStack.start(folder);
        stack.topics().create(List.of("llm.dlq.slack"));
        stack.topics().send(SampleEvents.stories(40));
        stack.topics()
                .send(List.of(
                        SampleCall.number(40).preCall(), SampleCall.number(0).success(), page()));
        stack.topics().send("llm.success", "x", new byte[] {1, 2, 3}, Map.of());
        stack.topics().send("llm.success", "y", new byte[] {0, 0, 0, 0, 99, 1, 2}, Map.of());
        stack.topics().send("llm.success", "z", null, Map.of());
        letters();
        stack.topics().flush();
        session = stack.session(options(TimeSpan.ALL));
    }

    /** An answer that is no JSON. */
    private static SuccessEvent page() {
        SuccessEvent html = SampleCall.number(500).success();
        html.setResponseBody("<html>\"502\" Bad Gateway</html>");
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
        stack.topics().send("llm.dlq.slack", "k", new byte[] {1}, headers);
        stack.topics().send("llm.dlq.slack", "k", new byte[] {1}, headers);
        Map<String, String> note = Map.of("callstream.dlq.closes", "0", "callstream.dlq.closed_as", "replayed");
        stack.topics().send("llm.dlq.slack", "k", null, note);
    }

    private static SqlOptions options(TimeSpan span) throws Exception {
        return new SqlOptions(span, 64L << 20, 2, Files.createTempDirectory(folder, "spill"), false);
    }

    @AfterAll
    static void stop() {
        session.close();
        stack.close();
    }

    @Test
    void whatCannotBeReadIsCountedAndNamedAndTheRestIsRead() {
        assertThat(rows("SELECT count(*) FROM successes")).containsExactly(List.of(32L));

        assertThat(session.monitor().unreadableCount()).isEqualTo(2);
        assertThat(session.monitor().unreadable())
                .anyMatch(place -> place.matches("llm.success-\\d@\\d+: record of 3 bytes is too short .*"))
                .anyMatch(place -> place.matches("llm.success-\\d@\\d+: .* 99.*"));
        assertThat(session.monitor().progress().fraction()).isEqualTo(1);
    }

    @Test
    void bodiesAreJsonListsAndMapsAreNativeAndMomentsAreMoments() {
        List<@Nullable Object> row =
                rows("""
                SELECT response_body->>'$.choices[0].message.content', JSON_VALUE(response_body, '$.choices[0].index'), tags,
                  metadata['feature'], started_at, attempts[1].http_status, attempts[1].started_at, stream
                FROM successes WHERE call_id = '%s'""".formatted(SampleCall.number(1).callId())).get(0);

        assertThat(row)
                .containsExactly(
                        "Grüezi from Zürich",
                        "0",
                        List.of("sample", "streamed"),
                        "greeting",
                        LocalDateTime.parse("2026-11-20T12:00:01"),
                        200,
                        LocalDateTime.parse("2026-11-20T12:00:01"),
                        true);
    }

    @Test
    void aBodyThatIsNoJsonIsAJsonText() {
        assertThat(rows("SELECT response_body, response_body->>'$' FROM successes WHERE call_id = '"
                        + SampleCall.number(500).callId() + "'"))
                .containsExactly(
                        List.of("\"<html>\\\"502\\\" Bad Gateway</html>\"", "<html>\"502\" Bad Gateway</html>"));
    }

    @Test
    void everyColumnOfEveryTableCanBeSelectedByItsName() {
        session.tables().forEach(table -> {
            String names = table.columns().stream().map(SqlColumn::name).collect(Collectors.joining(", "));
            List<List<@Nullable Object>> rows = rows("SELECT " + names + " FROM " + table.name() + " LIMIT 3");
            assertThat(rows.isEmpty()).as(table.name()).isEqualTo(OF_ANALYTICS.contains(table.name()));
            assertThat(rows).as(table.name()).allSatisfy(row -> assertThat(row).hasSameSizeAs(table.columns()));
        });
    }

    @Test
    void aCallCountsOnceAlsoWhenItsEndStandsThereTwice() {
        assertThat(rows("SELECT outcome, count(*) AS n FROM calls GROUP BY ALL ORDER BY ALL"))
                .containsExactly(List.of("failure", 10L), List.of("open", 1L), List.of("success", 31L));
    }

    @Test
    void deadLettersSayWhatBecameOfThem() {
        assertThat(rows("SELECT sink, state, event_offset, failed_at, call_id FROM dead_letters ORDER BY letter"))
                .containsExactlyInAnyOrder(
                        List.of("slack", "replayed", 17L, LocalDateTime.parse("2026-11-20T12:00:00.250"), "0193-a"),
                        List.of("slack", "open", 17L, LocalDateTime.parse("2026-11-20T12:00:00.250"), "0193-a"));
    }

    @Test
    void onlyTheColumnsThatAreNeededAreDecoded() {
        String plan = String.valueOf(rows("EXPLAIN SELECT outcome, count(*) FROM calls GROUP BY outcome"));

        assertThat(plan.substring(plan.indexOf("Optimized Physical Plan")))
                .contains("scan_successes")
                .doesNotContain("response_body", "request_body");
    }

    @Test
    void tablesAndTheirColumnsAreListedWithWhatTheySay() {
        assertThat(rows("SHOW TABLES").toString()).contains("calls", "successes", "dead_letters");
        assertThat(rows("DESCRIBE chunks").toString()).contains("gap_us", "BIGINT", "microseconds");
    }

    @Test
    void columnsHaveNamesAndTypes() {
        try (QueryResult result = session.run("SELECT stream, cost_nano_usd AS cost FROM successes LIMIT 1")) {
            assertThat(result.columns())
                    .extracting(ResultColumn::name, ResultColumn::numeric)
                    .containsExactly(tuple("stream", false), tuple("cost", true));
        }
    }

    @Test
    void aSpanBeforeTheFirstRecordHasNoRows() throws Exception {
        SqlOptions all = session.options();
        session.use(options(new TimeSpan(Optional.empty(), Optional.of(Instant.parse("2020-01-01T00:00:00Z")))));

        List<List<@Nullable Object>> rows = rows("SELECT count(*) FROM successes");

        session.use(all);
        assertThat(rows).containsExactly(List.of(0L));
    }

    @Test
    void aWrongNameIsSaidWithItsPlaceAndTheNearestOne() {
        assertThatThrownBy(() -> rows("SELECT 1 / 2,\n  modell FROM successes"))
                .isInstanceOfSatisfying(SqlException.class, wrong -> {
                    assertThat(wrong)
                            .hasMessage(
                                    "Column 'modell' not found in any table (line 2, column 3); did you mean model?");
                    assertThat(wrong.usersDoing()).isTrue();
                    assertThat(wrong.marked()).contains("  modell FROM successes\n  ^");
                });
        assertThatThrownBy(() -> rows("SELECT * FROM sucesses"))
                .hasMessageContaining("'sucesses' not found")
                .hasMessageEndingWith("did you mean successes?");
        assertThatThrownBy(() -> rows("SELECT FROM successes WHERE"))
                .isInstanceOfSatisfying(
                        SqlException.class,
                        wrong -> assertThat(wrong.usersDoing()).isTrue());
    }

    @Test
    void aFunctionThatRefusesItsArgumentSaysWhatItExpects() {
        assertThatThrownBy(() -> rows("SELECT date_trunc('fortnight', started_at) FROM successes"))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("unit 'fortnight' (expected millisecond, second");
    }

    @Test
    void statementsThatDoMoreThanAskAreRefused() {
        for (String statement : List.of(
                "CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'path' = '/tmp/t', 'format' = 'csv')",
                "CREATE FUNCTION f AS 'java.lang.Runtime'",
                "INSERT INTO successes SELECT * FROM successes",
                "ADD JAR '/tmp/x.jar'")) {
            assertThatThrownBy(() -> rows(statement)).as(statement).isInstanceOf(SqlException.class);
        }
        assertThatThrownBy(() -> rows("CREATE FUNCTION f AS 'java.lang.Runtime'"))
                .hasMessageContaining("only queries, views, SHOW, DESCRIBE and EXPLAIN");
    }

    @Test
    void aBrokerThatIsAwayIsNamed() throws Exception {
        EventStack nowhere = stack;
        assertThatThrownBy(() -> {
                    try (QuerySession other = new FlinkEngine()
                            .open(
                                    new KafkaSettings("127.0.0.1:1", Map.of("default.api.timeout.ms", "500"), 1, 1),
                                    nowhere.schemas(),
                                    Optional.empty(),
                                    options(TimeSpan.ALL))) {
                        Answers.rows(other, "SELECT count(*) FROM successes");
                    }
                })
                .isInstanceOf(ReadFailedException.class)
                .hasMessageContaining("Kafka at 127.0.0.1:1 does not answer");
    }

    private static List<List<@Nullable Object>> rows(String statement) {
        return Answers.rows(session, statement);
    }
}
