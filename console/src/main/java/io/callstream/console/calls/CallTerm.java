package io.callstream.console.calls;

import io.callstream.console.web.WebException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One condition on calls, as it is typed: {@code model:gpt-4o}, {@code -status:success}, {@code duration>1.5s}, {@code cost>0.01}.
 *
 * @param text as it was typed
 * @param sql the same in SQL, over the columns of the table {@code calls}
 * @param matches whether a call fulfils it
 */
record CallTerm(String text, String sql, Predicate<CallRow> matches) {
    private static final Pattern FORM = Pattern.compile("(-?)([a-z_]+)(:|>=|<=|>|<)(.+)");
    private static final Pattern TIME = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m)?");

    /** @throws WebException naming the term and what can be said instead */
    static CallTerm parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw WebException.wrong("'" + text + "' is no filter (expected one such as model:gpt-4o or duration>1s)");
        }
        CallField field = CallField.of(form.group(2))
                .orElseThrow(() -> WebException.wrong("'" + form.group(2) + "' is nothing to filter by (there are: "
                        + Stream.of(CallField.values()).map(CallField::word).collect(Collectors.joining(", ")) + ")"));
        boolean not = form.group(1).equals("-");
        String operator = form.group(3).equals(":") ? "=" : form.group(3);
        CallTerm term = field.numeric()
                ? numeric(text, field, operator, form.group(4))
                : textual(text, field, operator, form.group(4));
        return not ? new CallTerm(text, "NOT coalesce(" + term.sql + ", false)", term.matches.negate()) : term;
    }

    private static CallTerm textual(String text, CallField field, String operator, String value) {
        if (!operator.equals("=")) {
            throw WebException.wrong("'" + text + "' compares a text (expected " + field.word() + ":" + value + ")");
        }
        boolean truth = field == CallField.STREAM || field == CallField.CACHED;
        if (truth && !value.equals("true") && !value.equals("false")) {
            throw WebException.wrong(
                    "'" + text + "' (expected " + field.word() + ":true or " + field.word() + ":false)");
        }
        if (value.endsWith("*")) {
            String start = value.substring(0, value.length() - 1);
            return new CallTerm(
                    text,
                    "starts_with(" + field.column() + ", " + quoted(start) + ")",
                    row -> field.textOf(row)
                            .filter(each -> each.startsWith(start))
                            .isPresent());
        }
        return new CallTerm(
                text,
                field.column() + " = " + (truth ? value : quoted(value)),
                row -> field.textOf(row).filter(value::equals).isPresent());
    }

    private static CallTerm numeric(String text, CallField field, String operator, String value) {
        long bound = Math.round(number(text, field, value) * field.unit());
        return new CallTerm(
                text,
                field.column() + " " + operator + " " + bound,
                row -> field.numberOf(row)
                        .filter(each -> compares(each, operator, bound))
                        .isPresent());
    }

    private static double number(String text, CallField field, String value) {
        Matcher parts = TIME.matcher(value.toLowerCase(Locale.ROOT));
        Optional<String> unit = parts.matches() ? Optional.ofNullable(parts.group(2)) : Optional.empty();
        if (!parts.matches() || unit.isPresent() && !field.time()) {
            throw WebException.wrong("'" + text + "' compares with no number (expected one such as "
                    + (field.time() ? "1.5s or 300ms" : "100") + ")");
        }
        double number = Double.parseDouble(parts.group(1));
        return number * (unit.equals(Optional.of("ms")) ? 0.001 : unit.equals(Optional.of("m")) ? 60 : 1);
    }

    private static boolean compares(long value, String operator, long bound) {
        return switch (operator) {
            case ">" -> value > bound;
            case "<" -> value < bound;
            case ">=" -> value >= bound;
            case "<=" -> value <= bound;
            default -> value == bound;
        };
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
