package io.callstream.sql.flink.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '@', textBlock = """
        SELECT "a "" b" FROM t                         | SELECT `a " b` FROM t
        SELECT a/b, c // 2                             | SELECT a* 1e0 /b, c / 2
        SELECT 'a/b "c" // d' -- e / f                 | SELECT 'a/b "c" // d' -- e / f
        SELECT avg(x), AVG(DISTINCT y)                 | SELECT avg(1e0 * x), AVG(DISTINCT 1e0 * y)
        SELECT median(a + f(b))                        | SELECT PERCENTILE(a + f(b), 0.5)
        SELECT quantile_cont(x, 0.9) FROM t            | SELECT PERCENTILE(x, 0.9) FROM t
        SELECT day FROM t ORDER BY day                 | SELECT `day` FROM t ORDER BY `day`
        SELECT x - INTERVAL 1 DAY, INTERVAL '2' HOUR   | SELECT x - INTERVAL '1' DAY, INTERVAL '2' HOUR
        SELECT EXTRACT(DAY FROM x), FLOOR(x TO DAY)    | SELECT EXTRACT(DAY FROM x), FLOOR(x TO DAY)
        SELECT TIMESTAMPDIFF(DAY, a, b)                | SELECT TIMESTAMPDIFF(DAY, a, b)
        SELECT CAST(a AS TIMESTAMP), TIMESTAMP '2026'  | SELECT CAST(a AS TIMESTAMP), TIMESTAMP '2026'
        SELECT b->>'$.a' FROM t                        | SELECT json_extract_string(b, '$.a') FROM t
        SELECT t.b->'$.a'->>'$.c'                      | SELECT json_extract_string(json_extract(t.b, '$.a'), '$.c')
        SELECT f(a)->>'x'                              | SELECT json_extract_string(f(a), 'x')
        SELECT date_trunc('day', x)                    | SELECT begin_of('day', x)
        SELECT count(*) OVER (PARTITION BY a) FROM t   | SELECT count(*) OVER (PARTITION BY a) FROM t
        SELECT a FROM t LIMIT 2 OFFSET 1               | SELECT a FROM t LIMIT 2 OFFSET 1
        """)
    void flinkGetsTheSameInItsOwnWords(String asked, String given) {
        assertThat(Dialect.translate(asked).text()).isEqualTo(given);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '@', textBlock = """
        SELECT a, count(*) FROM t GROUP BY ALL                       | GROUP BY a
        SELECT a.b AS x, f(c, d) y, z, sum(e) FROM t GROUP BY ALL    | GROUP BY a.b, f(c, d), z
        SELECT l[1].e AS x, max(e) / 2 FROM t GROUP BY ALL           | GROUP BY l[1].e
        SELECT count(*) FROM t GROUP BY ALL                          | SELECT count(*) FROM t
        SELECT * FROM (SELECT a, b, count(*) AS n FROM t GROUP BY ALL) | GROUP BY a, b)
        SELECT a, (SELECT max(x) FROM u) FROM t ORDER BY ALL         | ORDER BY 1, 2
        """)
    void allIsWhatIsSelected(String asked, String given) {
        assertThat(Dialect.translate(asked).text().strip()).endsWith(given);
    }

    @Test
    void aPlaceInWhatFlinkGotIsAPlaceInWhatWasAsked() {
        Translation translation = Dialect.translate("SELECT a / b,\n  \"c\" / d, wrong FROM t");
        int at = translation.text().lines().toList().get(1).indexOf("wrong");

        Translation.Place place = translation.place(2, at + 1);

        assertThat(place.line()).isEqualTo(2);
        assertThat(place.marked()).isEqualTo("  \"c\" / d, wrong FROM t\n           ^");
    }
}
