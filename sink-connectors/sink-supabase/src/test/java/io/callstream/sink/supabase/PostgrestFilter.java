package io.callstream.sink.supabase;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** PostgREST's filters of one column as SQL, by its documentation; empty where they are not written as it says. */
final class PostgrestFilter {
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private PostgrestFilter() {}

    /** What follows {@code eq.} is the value, whatever characters are in it. */
    static String equal(String column, String filter) {
        return filter.startsWith("eq.") ? column + " = " + literal(filter.substring(3)) : "";
    }

    static String before(String column, String filter) {
        return filter.startsWith("lt.") ? column + " < " + literal(filter.substring(3)) + "::timestamptz" : "";
    }

    /** Values in double quotes, with a backslash before quotes and backslashes in them. */
    static String in(String column, String filter) {
        if (!filter.matches("(?s)in\\.\\((" + QUOTED.pattern() + ",?)+\\)")) {
            return "";
        }
        List<String> values = new ArrayList<>();
        Matcher value = QUOTED.matcher(filter);
        while (value.find()) {
            values.add(literal(value.group(1).replaceAll("\\\\(.)", "$1")));
        }
        return column + values.stream().collect(Collectors.joining(", ", " IN (", ")"));
    }

    private static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
