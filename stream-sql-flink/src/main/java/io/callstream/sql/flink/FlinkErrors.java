package io.callstream.sql.flink;

import io.callstream.settings.Similar;
import io.callstream.sql.flink.dialect.Translation;
import io.callstream.sql.query.SqlException;
import io.callstream.sql.table.SqlColumn;
import io.callstream.sql.table.SqlTable;
import io.callstream.sql.table.TableCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.table.api.SqlParserException;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.util.SerializedThrowable;

/** Makes one clear line of what Flink says of a statement, with line and column. */
final class FlinkErrors {
    private static final Pattern PLACE =
            Pattern.compile("(?:From line|at line|line) (\\d+),? column (\\d+)(?: to line \\d+, column \\d+)?");
    private static final Pattern UNKNOWN_COLUMN = Pattern.compile("Column '([^']+)' not found");
    private static final Pattern CAUSE = Pattern.compile("\\nCaused by: [\\w.$]+: ([^\\n]+)");
    private static final Pattern UNKNOWN_TABLE = Pattern.compile("Object '([^']+)' not found");

    private FlinkErrors() {}

    /** What to throw for a failure while a statement was planned or ran: a failure of our own reading stays what it is. */
    static RuntimeException of(Throwable failure, Translation asked) {
        List<Throwable> causes = causes(failure);
        for (Throwable cause : causes) {
            if (cause instanceof RuntimeException own
                    && own.getClass().getName().startsWith("io.callstream.")) {
                return own;
            }
        }
        boolean usersDoing = causes.stream()
                .anyMatch(cause -> cause instanceof SqlParserException || cause instanceof ValidationException);
        Optional<Matcher> place = place(causes);
        if (place.isEmpty()) {
            return new SqlException(reason(failure) + meant(reason(failure)), Optional.empty(), usersDoing, failure);
        }
        return placed(failure, place.get(), usersDoing, asked);
    }

    private static SqlException placed(Throwable failure, Matcher place, boolean usersDoing, Translation asked) {
        Translation.Place where = asked.place(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)));
        String message = message(place);
        return new SqlException(
                message + " (line " + where.line() + ", column " + where.column() + ")" + meant(message),
                Optional.of(where.marked()),
                usersDoing,
                failure);
    }

    /** The last cause, on one line. */
    static String reason(Throwable failure) {
        List<Throwable> causes = causes(failure);
        Throwable root = causes.get(causes.size() - 1);
        if (root.getMessage() == null) {
            return root.getClass().getSimpleName();
        }
        boolean missing = root instanceof ClassNotFoundException || root instanceof LinkageError;
        return missing ? "class " + root.getMessage() + " cannot be loaded there" : oneLine(root.getMessage());
    }

    /** The place that the last cause names which names one. */
    private static Optional<Matcher> place(List<Throwable> causes) {
        return causes.stream()
                .map(cause -> PLACE.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .reduce((earlier, later) -> later);
    }

    private static String message(Matcher place) {
        String before = place.replaceFirst("").lines().findFirst().orElse("").strip();
        return oneLine(before.replaceFirst("^:\\s*", ""));
    }

    private static String meant(String message) {
        Matcher column = UNKNOWN_COLUMN.matcher(message);
        Matcher table = UNKNOWN_TABLE.matcher(message);
        Optional<String> near = Optional.empty();
        if (column.find()) {
            near = Similar.to(
                    column.group(1), names(tables -> tables.columns().stream().map(SqlColumn::name)));
        } else if (table.find()) {
            near = Similar.to(table.group(1), names(tables -> Stream.of(tables.name())));
        }
        return near.map(name -> "; did you mean " + name + "?").orElse("");
    }

    private static List<String> names(Function<SqlTable, Stream<String>> names) {
        return TableCatalogue.builtIn().tables().stream()
                .flatMap(names)
                .distinct()
                .toList();
    }

    /** A cluster tells a failure with a trace of the stack, as text; its last cause says what happened. */
    private static String oneLine(String text) {
        Matcher cause = CAUSE.matcher(text);
        String last = text;
        while (cause.find()) {
            last = cause.group(1);
        }
        return last.strip().lines().findFirst().orElse("").replaceAll("[!.]$", "");
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && causes.size() < 50; cause = cause.getCause()) {
            Throwable whole = cause instanceof SerializedThrowable packed
                    ? packed.deserializeError(FlinkErrors.class.getClassLoader())
                    : cause;
            causes.add(whole);
        }
        return causes;
    }
}
