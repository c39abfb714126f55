package io.callstream.cli.spend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.analytics.report.SpendColumn;
import io.callstream.analytics.report.SpendReport;
import io.callstream.cli.rows.RowFormat;
import io.callstream.cli.rows.RowOutput;
import io.callstream.events.SpendRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SheetPrinterTest {
    private static final List<SpendColumn> BY = SpendColumn.parse("team,model");

    @Test
    void aTableShowsDollarsTheMostExpensiveFirst() {
        String table = shown(RowFormat.TABLE, "1", row("1", "red", "gpt-4o", 1_500_000_001L), row("1", null, "o3", 7));

        assertThat(table).isEqualToNormalizingNewlines("""
                team_id | model  |    cost_usd | calls | failures | prompt_tokens | completion_tokens | total_tokens
                --------+--------+-------------+-------+----------+---------------+-------------------+-------------
                red     | gpt-4o | 1.500000001 |     2 |        0 |            10 |                 5 |           15
                NULL    | o3     | 0.000000007 |     2 |        0 |            10 |                 5 |           15
                (2 rows)
                """);
    }

    @Test
    void jsonHasWholeNumbersAndNulls() throws IOException {
        JsonNode json =
                new ObjectMapper().readTree(shown(RowFormat.JSON, "1", row("1", null, "o3", Long.MAX_VALUE / 2)));

        assertThat(json).hasSize(1);
        assertThat(json.get(0).get("team_id").isNull()).isTrue();
        assertThat(json.get(0).get("cost_nano_usd").longValue()).isEqualTo(Long.MAX_VALUE / 2);
        assertThat(json.get(0).get("calls").longValue()).isEqualTo(2);
    }

    @Test
    void csvQuotesWhatItMustAndIsNoFormula() {
        String csv = shown(RowFormat.CSV, "1", row("1", "a,\"b\"", "=1+1", 7));

        assertThat(csv.lines().skip(1)).containsExactly("\"a,\"\"b\"\"\",'=1+1,7,2,0,0,10,5,15,0,0,0");
    }

    @Test
    void rowsOfAnotherLedgerAreNotAdded() {
        assertThat(shown(RowFormat.TABLE, "2", row("1", "red", "o3", 7)))
                .contains("(0 rows)", "note: nothing was spent");
    }

    @Test
    void twoLedgersStandSideBySide() throws IOException {
        SpendReport one = report("1", row("1", "red", "o3", 7), row("2", "red", "o3", 9), row("2", "blue", "o3", 1));
        SpendReport other = report("2", row("1", "red", "o3", 7), row("2", "red", "o3", 9), row("2", "blue", "o3", 1));

        String json = print(RowFormat.JSON, Sheet.compared(BY, one.lines(), other.lines()));

        JsonNode lines = new ObjectMapper().readTree(json);
        assertThat(lines.findValuesAsText("difference_nano_usd")).containsExactly("2", "1");
        assertThat(lines.findValuesAsText("other_cost_nano_usd")).containsExactly("9", "1");
        assertThat(lines.findValuesAsText("cost_nano_usd")).containsExactly("7", "0");
    }

    @Test
    void aCallWithTwoTagsCountsForEachOfThemAndOnceInTheTotal() {
        SpendRecord tagged = row("1", "red", "o3", 7);
        tagged.setTags(List.of("a", "b"));

        assertThat(print(
                                RowFormat.CSV,
                                Sheet.of(
                                        SpendColumn.parse("tag"),
                                        report("tag", "1", tagged).lines()))
                        .lines()
                        .skip(1))
                .allMatch(line -> line.matches("[ab],7,2,.*"))
                .hasSize(2);
        assertThat(report("day", "1", tagged).lines()).hasSize(1);
    }

    @Test
    void daysAreShownWhole() {
        SpendReport report = new SpendReport(
                BY,
                "1",
                Optional.of(Instant.parse("2026-11-26T18:00:00Z")),
                Optional.of(Instant.parse("2026-11-27T00:00:00Z")));

        assertThat(List.of("2026-11-25", "2026-11-26", "2026-11-27"))
                .filteredOn(day -> {
                    SpendRecord row = row("1", "red", "o3", 7);
                    row.setDay(day);
                    return report.covers(row);
                })
                .containsExactly("2026-11-26");
    }

    private static String shown(RowFormat format, String ledger, SpendRecord... rows) {
        return print(format, Sheet.of(BY, report(ledger, rows).lines()));
    }

    private static SpendReport report(String ledger, SpendRecord... rows) {
        return report("team,model", ledger, rows);
    }

    private static SpendReport report(String by, String ledger, SpendRecord... rows) {
        SpendReport report = new SpendReport(SpendColumn.parse(by), ledger, Optional.empty(), Optional.empty());
        List.of(rows).forEach(report::add);
        return report;
    }

    private static String print(RowFormat format, Sheet sheet) {
        StringWriter out = new StringWriter();
        PrintWriter both = new PrintWriter(out, true);
        new SheetPrinter(format, RowOutput.plain(both), both).print(sheet);
        return out.toString();
    }

    private static SpendRecord row(String ledger, @Nullable String team, String model, long cost) {
        return SpendRecord.newBuilder()
                .setRowId(ledger + team + model)
                .setLedgerVersion(ledger)
                .setDay("2026-11-26")
                .setTeamId(team)
                .setModel(model)
                .setCalls(2)
                .setPromptTokens(10)
                .setCompletionTokens(5)
                .setTotalTokens(15)
                .setCostNanoUsd(cost)
                .setLastEventTime(Instant.EPOCH)
                .build();
    }
}
