package io.callstream.sql.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.callstream.reader.time.TimeSpan;
import io.callstream.settings.KafkaSettings;
import io.callstream.sql.query.ResultColumn;
import io.callstream.sql.query.SqlException;
import io.callstream.sql.query.SqlOptions;
import io.callstream.sql.table.TableCatalogue;
import io.callstream.testing.topics.EventTopics;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers whose rows are large, of statements that read no topic. */
class LargeAnswersTest {
    private static final long MEMORY = 2L << 30;
    private static final KafkaSettings NOWHERE = new KafkaSettings("127.0.0.1:1", Map.of(), 1, 1);

    @TempDir
    Path spill;

    private SqlSession session;

    @BeforeEach
    void open() {
        SqlOptions options = new SqlOptions(TimeSpan.ALL, MEMORY, 2, spill, false);
        session = SqlSession.open(NOWHERE, EventTopics::schema, TableCatalogue.builtIn(), options);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void textsOfRowsThatComeTogetherAreInJavaOnceOnly() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (SqlResult result = session.run("SELECT repeat('x', 20000) AS body, i FROM range(2048) t(i)")) {
            long before = threads.getCurrentThreadAllocatedBytes();

            assertThat(result.next()).contains(List.of("x".repeat(20_000), 0L));

            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000L * 2048 * 3 / 2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT repeat('x', %d) AS body FROM range(2000)",
                "SELECT repeat('x', %d) || i AS body FROM range(2000) t(i)",
                "SELECT {'a': [repeat('x', %d // 3)]} AS parts FROM range(2000)",
                "SELECT 'x' AS a, encode(repeat('x', %d)) AS bytes, 'y' AS b FROM range(2000)"
            })
    void rowsThatTogetherAreTooMuchForJavaAreRefused(String statement) {
        long each = Runtime.getRuntime().maxMemory() / 4 / 2000 + 10;

        assertThatThrownBy(() -> rows(statement.formatted(each)))
                .isInstanceOf(SqlException.class)
                .hasMessageStartingWith("2000 rows of the answer that come together hold ")
                .hasMessageContaining("left(response_body, 1000)");
        assertThat(rows("SELECT 1")).containsExactly(List.of(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SELECT repeat('x', %d) AS body", "SELECT [repeat('x', %d)]", "SELECT to_json(repeat('x', %d))"})
    void aRowThatIsTooMuchForJavaIsRefused(String statement) {
        long tooMuch = Runtime.getRuntime().maxMemory() / 12 + 1;

        assertThatThrownBy(() -> rows(statement.formatted(tooMuch)))
                .isInstanceOf(SqlException.class)
                .hasMessageStartingWith("a row of the answer holds ")
                .hasMessageContaining("give Java more memory");
    }

    @Test
    void rowsKeepTheOrderThatTheStatementNames() {
        List<List<@Nullable Object>> rows =
                rows("SELECT 'v' || i FROM range(50000) t(i) ORDER BY (i * 7919) % 50021 DESC, i LIMIT 40000 OFFSET 3");

        List<Integer> keys = rows.stream()
                .map(row -> Integer.parseInt(String.valueOf(row.get(0)).substring(1)))
                .map(i -> (int) (i * 7919L % 50021))
                .toList();
        assertThat(keys).hasSize(40_000).isSortedAccordingTo((a, b) -> b - a);
    }

    @Test
    void namesAndTypesAreTheStatementsOwn() {
        try (SqlResult result = session.run("-- twice\nSELECT 'a' AS x, 'b' AS x, 1 AS \"q\"\"y\", "
                + "'{\"k\": 1}'::JSON AS j, ['ü', NULL] AS l, {'s': 'a', 'n': 1} AS st, MAP {'k': 'v'} AS m,"
                + " NULL AS z, encode('é') AS b, 'q'::ENUM('q', 'r') AS e -- end")) {
            assertThat(result.columns())
                    .containsExactly(
                            new ResultColumn("x", "VARCHAR"),
                            new ResultColumn("x", "VARCHAR"),
                            new ResultColumn("q\"y", "INTEGER"),
                            new ResultColumn("j", "JSON"),
                            new ResultColumn("l", "VARCHAR[]"),
                            new ResultColumn("st", "STRUCT(s VARCHAR, n INTEGER)"),
                            new ResultColumn("m", "MAP(VARCHAR, VARCHAR)"),
                            new ResultColumn("z", "\"NULL\""),
                            new ResultColumn("b", "BLOB"),
                            new ResultColumn("e", "ENUM"));
            assertThat(result.next())
                    .contains(Arrays.asList(
                            "a",
                            "b",
                            1,
                            "{\"k\": 1}",
                            Arrays.asList("ü", null),
                            Map.of("s", "a", "n", 1),
                            Map.of("k", "v"),
                            null,
                            "w6k=",
                            "q"));
            assertThat(result.next()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DESCRIBE successes",
                "SHOW TABLES",
                "EXPLAIN SELECT 'a'",
                "PRAGMA table_info('successes')",
                "SUMMARIZE SELECT 'a' AS x",
                "VALUES ('a'), ('b')",
                "(SELECT 'a') UNION ALL (SELECT 'b') ORDER BY 1",
                "FROM range(3) SELECT 'a'",
                "WITH a AS MATERIALIZED (SELECT 'a' AS x) FROM a",
                "WITH RECURSIVE a(x, n) AS (SELECT 'a', 1 UNION ALL SELECT x, n + 1 FROM a WHERE n < 3) SELECT x FROM a",
                "PIVOT (SELECT 'a' AS x, i FROM range(3) t(i)) ON i USING count(*)",
                "/* ( */ -- a\n SELECT * FROM (VALUES ('a', 1)) USING SAMPLE 1",
                "SELECT COLUMNS(*) FROM (VALUES ('a', 1))"
            })
    void everythingThatHasRowsGivesThem(String statement) {
        assertThat(rows(statement)).isNotEmpty();
    }

    @Test
    void noRowsHaveTheirColumns() {
        try (SqlResult result = session.run("SELECT 'a' AS x WHERE false")) {
            assertThat(result.columns()).containsExactly(new ResultColumn("x", "VARCHAR"));
            assertThat(result.next()).isEmpty();
        }
    }

    @Test
    void whatTwoHalvesOfStatementsWouldMakeTogetherIsNotRun() {
        assertThatThrownBy(() -> rows("SELECT 'a') AS x, (SELECT 'b'"))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("line 1, column 11");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SELECT ?", "SELECT 'a' || $1", "SET TimeZone = 'Europe/Zurich'", "SELECT error('no such team')"
            })
    void whatAStatementLacksOrMayNotIsItsOwnFault(String statement) {
        assertThatThrownBy(() -> rows(statement))
                .isInstanceOf(SqlException.class)
                .extracting(failure -> ((SqlException) failure).usersDoing())
                .isEqualTo(true);
    }

    @Test
    void placesOfErrorsAreThoseOfTheStatement() {
        assertThatThrownBy(() -> rows("SELECT 'a' AS x,\n  CAST('b' || x AS INTEGER) FROM range(3)"))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("(line 2, column 3)");
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
