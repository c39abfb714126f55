package io.callstream.cli.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowFormatTest {
    private static final List<RowColumn> COLUMNS = List.of(RowColumn.text("model"), RowColumn.number("n"));

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    @Test
    void aTableIsAlignedAndCounted() {
        write(RowFormat.TABLE, RowOutput.plain(out), COLUMNS, List.of("gpt-4o", 12L), Arrays.asList("日本", null));

        assertThat(text).hasToString("""
            model  |    n
            -------+-----
            gpt-4o |   12
            日本   | NULL
            (2 rows)
            """);
    }

    @Test
    void aTableFitsTheTerminal() {
        RowOutput narrow = new RowOutput(out, true, 24);

        write(RowFormat.TABLE, narrow, COLUMNS, List.of("a model with a very long name", 1_000_000L));

        assertThat(text).hasToString("""
            model          |       n
            ---------------+--------
            a model with … | 1000000
            (1 row)
            """.replace("---------------+--------", "---------------+--------"));
        assertThat(text.toString().lines()).allMatch(line -> line.length() <= 24);
    }

    @Test
    void whatFitsNoTerminalIsShownColumnByColumn() {
        List<RowColumn> many = List.of(RowColumn.text("first"), RowColumn.text("second"), RowColumn.text("third"));

        write(
                RowFormat.TABLE,
                new RowOutput(out, true, 20),
                many,
                List.of("aaaaaaaaaa", "bbbbbbbbbbbbbbbb", "cccccccccc"));

        assertThat(text.toString().lines().toList())
                .containsExactly(
                        "-[ 1 ]--------------",
                        "first  | aaaaaaaaaa",
                        "second | bbbbbbbbbb…",
                        "third  | cccccccccc",
                        "(1 row)");
    }

    @Test
    void jsonIsOneArrayWithExactNumbers() {
        List<RowColumn> columns =
                List.of(RowColumn.number("n"), RowColumn.text("n"), new RowColumn("body", false, true));

        write(
                RowFormat.JSON,
                RowOutput.plain(out),
                columns,
                Arrays.asList(new BigInteger("170141183460469231731687303715884105727"), "x", "{\"a\":\n1}"),
                Arrays.asList(Long.MAX_VALUE, null, null));

        assertThat(text).hasToString("""
            [
            {"n":170141183460469231731687303715884105727,"n_2":"x","body":{"a": 1}},
            {"n":9223372036854775807,"n_2":null,"body":null}
            ]
            """);
    }

    @Test
    void jsonWithoutRowsIsAnEmptyArray() {
        write(RowFormat.JSON, RowOutput.plain(out), COLUMNS);

        assertThat(text.toString().replaceAll("\\s", "")).isEqualTo("[]");
    }

    @Test
    void aLineOfJsonHasListsMapsAndMoments() {
        List<RowColumn> columns = List.of(
                RowColumn.text("l"),
                RowColumn.text("m"),
                RowColumn.text("t"),
                RowColumn.text("d"),
                RowColumn.number("x"));

        write(
                RowFormat.JSONL,
                RowOutput.plain(out),
                columns,
                List.of(
                        List.of("a", 1),
                        Map.of("k", List.of(true)),
                        LocalDateTime.parse("2026-11-20T12:00:00"),
                        new BigDecimal("0.000000001"),
                        Double.NaN));

        assertThat(text).hasToString("""
            {"l":["a",1],"m":{"k":[true]},"t":"2026-11-20T12:00:00Z","d":"0.000000001","x":null}
            """.replace("\"0.000000001\"", "0.000000001"));
    }

    @Test
    void csvQuotesWhatItMust() {
        write(RowFormat.CSV, RowOutput.plain(out), COLUMNS, List.of("a \"b\", c\nd", 1), Arrays.asList(null, 2));

        assertThat(text).hasToString("model,n\n\"a \"\"b\"\", c\nd\",1\n,2\n");
    }

    @Test
    void smallAmountsAreWrittenOut() {
        write(RowFormat.CSV, RowOutput.plain(out), COLUMNS, List.of(0.000662, 1.5), List.of(1e20, Double.NaN));

        assertThat(text).hasToString("model,n\n0.000662,1.5\n1.0E20,NaN\n");
    }

    @Test
    void markdownEscapesItsOwnSigns() {
        write(RowFormat.MARKDOWN, RowOutput.plain(out), COLUMNS, List.of("a|b", 1));

        assertThat(text).hasToString("| model | n |\n| --- | ---: |\n| a\\|b | 1 |\n");
    }

    @Test
    void controlCharactersNeverReachATerminal() {
        for (RowFormat format : RowFormat.values()) {
            write(format, new RowOutput(out, true, 80), COLUMNS, List.of("\u001b[2J\u009b\u202e", 1));
        }

        assertThat(text.toString()).doesNotContain("\u001b", "\u009b", "\u202e").contains("[2J");
    }

    @SafeVarargs
    private void write(
            RowFormat format, RowOutput output, List<RowColumn> columns, List<? extends @Nullable Object>... rows) {
        RowWriter writer = format.writer(output);
        writer.begin(columns);
        for (List<? extends @Nullable Object> row : rows) {
            writer.row(row);
        }
        writer.end();
        out.flush();
    }
}
