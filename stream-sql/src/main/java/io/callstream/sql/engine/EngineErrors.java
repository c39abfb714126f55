package io.callstream.sql.engine;

import io.callstream.sql.query.SqlException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes one clear line of what the engine says of a statement, with line, column and what was probably meant. */
final class EngineErrors {
    private static final Pattern KIND = Pattern.compile("^(?:java\\.sql\\.SQLException: )?[A-Z][A-Za-z -]* Error: ");
    private static final Pattern WRONG_STATEMENT = Pattern.compile(
            "^(?:java\\.sql\\.SQLException: )?(?:Parser|Syntax|Binder|Catalog|Permission|Not implemented|Conversion|Out of Range|Invalid Input|Invalid Configuration|Constraint|Parameter Not Resolved) Error: ");
    private static final Pattern PLACE = Pattern.compile("\\n\\s*LINE (\\d+): ([^\\n]*)\\n( *)\\^");
    private static final Pattern MEANT =
            Pattern.compile("(?:Candidate bindings: |Did you mean \")(?:\")?([^\",\\n]+)\"?");
    private static final Pattern TRACE = Pattern.compile("\\n\\s*at [\\w.$]+\\(");

    private EngineErrors() {}

    /** Whether the engine lost the reason, which it does where a statement whose rows are streamed fails before the first of them. */
    static boolean saysNothing(SQLException failure) {
        return String.valueOf(failure.getMessage()).endsWith("Error: Invalid result set");
    }

    static SqlException of(SQLException failure) {
        return of(failure, 0);
    }

    /** @param before how many lines the engine was given before the statement's first */
    static SqlException of(SQLException failure, int before) {
        String said = String.valueOf(failure.getMessage());
        Matcher trace = TRACE.matcher(said);
        String text = KIND.matcher(trace.find() ? said.substring(0, trace.start()) : said)
                .replaceFirst("");
        boolean usersDoing = WRONG_STATEMENT.matcher(said).find();
        Matcher place = PLACE.matcher(text);
        if (!place.find()) {
            return new SqlException(oneLine(text) + meant(text) + instead(said), Optional.empty(), usersDoing, failure);
        }
        String prefix = "LINE " + place.group(1) + ": ";
        int column = Math.max(1, place.group(3).length() - prefix.length() + 1);
        String message = oneLine(text.substring(0, place.start())) + " (line "
                + (Integer.parseInt(place.group(1)) - before) + ", column " + column + ")" + meant(text);
        return new SqlException(
                message, Optional.of(place.group(2) + "\n" + " ".repeat(column - 1) + "^"), usersDoing, failure);
    }

    private static String oneLine(String text) {
        int more = text.indexOf("\n");
        String first = more < 0 ? text : text.substring(0, more);
        return first.strip().replaceAll("[!.]$", "");
    }

    private static String instead(String said) {
        if (said.contains("failed to offload")) {
            return " (the temporary folder has no more room: another folder with --temp-dir, or less to sort and group)";
        }
        return said.contains("Out of Memory Error: ")
                ? " (the engine's memory is full: fewer or shorter columns help, no ORDER BY over long texts, a shorter time, or more memory)"
                : "";
    }

    private static String meant(String text) {
        Matcher meant = MEANT.matcher(text);
        return meant.find() ? "; did you mean " + meant.group(1) + "?" : "";
    }
}
