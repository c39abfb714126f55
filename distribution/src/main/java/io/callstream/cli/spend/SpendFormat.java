package io.callstream.cli.spend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How lines are shown; the constants are the words that the command line takes. */
enum SpendFormat {
    table {
        @Override
        void print(PrintWriter out, Sheet sheet) {
            new SpendTable(sheet).print(out);
        }
    },
    json {
        @Override
        void print(PrintWriter out, Sheet sheet) {
            ArrayNode array = new ObjectMapper().createArrayNode();
            for (Sheet.Row row : sheet.rows()) {
                ObjectNode line = array.addObject();
                for (int i = 0; i < row.texts().size(); i++) {
                    line.put(sheet.texts().get(i), row.texts().get(i));
                }
                for (int i = 0; i < row.numbers().size(); i++) {
                    line.put(sheet.numbers().get(i), row.numbers().get(i));
                }
            }
            out.println(array.toPrettyString());
        }
    },
    csv {
        @Override
        void print(PrintWriter out, Sheet sheet) {
            out.println(Stream.concat(sheet.texts().stream(), sheet.numbers().stream())
                    .collect(Collectors.joining(",")));
            sheet.rows()
                    .forEach(row -> out.println(Stream.concat(
                                    row.texts().stream().map(SpendFormat::quoted),
                                    row.numbers().stream().map(String::valueOf))
                            .collect(Collectors.joining(","))));
        }
    };

    abstract void print(PrintWriter out, Sheet sheet);

    /** As RFC 4180 has it; what a spreadsheet would take for a formula is made a text. */
    private static String quoted(@Nullable String value) {
        if (value == null) {
            return "";
        }
        String text = value.matches("(?s)[=+@\\-\\t\\r].*") ? "'" + value : value;
        return text.matches("(?s).*[\",\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
