package io.callstream.sql.flink;

import io.callstream.sql.flink.dialect.Translation;
import io.callstream.sql.query.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.api.SqlParserException;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.util.SerializedThrowable;

/** Makes one clear line of what Flink says of a statement, with line and column. */
final class FlinkErrors {
    private static final Pattern PLACE =
            Pattern.compile("(?:From line|at line|line) (\\d+),? column (\\d+)(?: to line \\d+, column \\d+)?");
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
        Throwable root = causes.get(causes.size() - 1);
        String said = String.valueOf(root.getMessage());
        Matcher place = PLACE.matcher(said);
        if (!place.find()) {
            return new SqlException(reason(failure), Optional.empty(), usersDoing, failure);
        }
        Translation.Place where = asked.place(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)));
        String message = message(said, place);
        return new SqlException(
                message + " (line " + where.line() + ", column " + where.column() + ")" + hint(message),
                Optional.of(where.marked()),
                usersDoing,
                failure);
    }

    /** The last cause, on one line. */
    static String reason(Throwable failure) {
        List<Throwable> causes = causes(failure);
        Throwable root = causes.get(causes.size() - 1);
        return root.getMessage() == null ? root.getClass().getSimpleName() : oneLine(root.getMessage());
    }

    private static String message(String said, Matcher place) {
        String behind = said.substring(place.end()).replaceFirst("^\\s*:\\s*", "");
        String before = said.substring(0, place.start()).replaceFirst("\\s*$", "");
        return oneLine(before.isBlank() ? behind : before);
    }

    private static String hint(String message) {
        return UNKNOWN_TABLE.matcher(message).find() ? " (SHOW TABLES lists the tables)" : "";
    }

    private static String oneLine(String text) {
        return text.strip().lines().findFirst().orElse("").replaceAll("[!.]$", "");
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
