package io.callstream.cli.spend;

import io.callstream.cli.rows.RowColumn;
import io.callstream.cli.rows.RowFormat;
import io.callstream.cli.rows.RowOutput;
import io.callstream.cli.rows.RowWriter;
import io.callstream.sql.query.SheetText;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines in the forms that every command writes: for people dollars and the numbers that matter most, for programs every number as it is
 * kept.
 *
 * @param err takes what is to be said about the lines
 */
record SheetPrinter(RowFormat format, RowOutput out, PrintWriter err) {
    private static final int NANO_DIGITS = 9;
    private static final String NANO = "_nano_usd";
    private static final String UNPRICED = "unpriced_calls";

    void print(Sheet sheet) {
        boolean people = format == RowFormat.TABLE || format == RowFormat.MARKDOWN;
        List<String> numbers = people ? sheet.shown() : sheet.numbers();
        RowWriter writer = format.writer(out);
        writer.begin(columns(sheet, numbers, people));
        for (Sheet.Row row : sheet.rows()) {
            List<@Nullable Object> values = new ArrayList<>();
            row.texts().forEach(text -> values.add(format == RowFormat.CSV ? noFormula(text) : text));
            numbers.forEach(name ->
                    values.add(number(name, row.numbers().get(sheet.numbers().indexOf(name)), people)));
            writer.row(values);
        }
        writer.end();
        note(sheet, people);
    }

    private static List<RowColumn> columns(Sheet sheet, List<String> numbers, boolean people) {
        List<RowColumn> columns = new ArrayList<>();
        sheet.texts().forEach(name -> columns.add(RowColumn.text(name)));
        numbers.forEach(name -> columns.add(RowColumn.number(people ? name.replace(NANO, "_usd") : name)));
        return columns;
    }

    private static Object number(String name, long number, boolean people) {
        return people && name.endsWith(NANO) ? BigDecimal.valueOf(number, NANO_DIGITS) : (Object) number;
    }

    /** Such files are opened in spreadsheets, and names of end users come from outside. */
    private static @Nullable String noFormula(@Nullable String text) {
        return text == null ? null : SheetText.plain(text);
    }

    private void note(Sheet sheet, boolean people) {
        if (people && sheet.rows().isEmpty()) {
            err.println("note: nothing was spent in that time, or analytics has not come that far");
        } else if (people && unpriced(sheet)) {
            err.println("note: some calls are of models without a known price; --format json counts them");
        }
    }

    private static boolean unpriced(Sheet sheet) {
        int column = sheet.numbers().indexOf(UNPRICED);
        return column >= 0
                && sheet.rows().stream().anyMatch(row -> row.numbers().get(column) > 0);
    }
}
