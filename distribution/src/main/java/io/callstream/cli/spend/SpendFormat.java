package io.callstream.cli.spend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.callstream.analytics.report.Amounts;
import io.callstream.analytics.report.SpendColumn;
import io.callstream.analytics.report.SpendJson;
import io.callstream.analytics.report.SpendLine;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How lines are shown; the constants are the words that the command line takes. */
enum SpendFormat {
    table {
        @Override
        void print(PrintWriter out, List<SpendColumn> by, List<SpendLine> lines) {
            new SpendTable(by, lines).print(out);
        }
    },
    json {
        @Override
        void print(PrintWriter out, List<SpendColumn> by, List<SpendLine> lines) {
            ArrayNode array = new ObjectMapper().createArrayNode();
            lines.stream().map(SpendJson::of).forEach(array::add);
            out.println(array.toPrettyString());
        }
    },
    csv {
        @Override
        void print(PrintWriter out, List<SpendColumn> by, List<SpendLine> lines) {
            Stream<String> columns = by.stream().map(SpendColumn::column);
            out.println(Stream.concat(columns, Amounts.names().stream()).collect(Collectors.joining(",")));
            lines.forEach(line -> out.println(Stream.concat(
                            line.by().values().stream().map(SpendFormat::quoted),
                            line.amounts().named().values().stream().map(String::valueOf))
                    .collect(Collectors.joining(","))));
        }
    };

    abstract void print(PrintWriter out, List<SpendColumn> by, List<SpendLine> lines);

    /** As RFC 4180 has it; what a spreadsheet would take for a formula is made a text. */
    private static String quoted(@Nullable String value) {
        if (value == null) {
            return "";
        }
        String text = value.matches("[=+@\\-\\t\\r].*") ? "'" + value : value;
        return text.matches("(?s).*[\",\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
