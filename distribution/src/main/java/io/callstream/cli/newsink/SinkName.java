package io.callstream.cli.newsink;

import io.callstream.cli.problem.UserError;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * A new sink's name, and what it is called where dashes cannot stand.
 *
 * @param text as in callback lists and settings: lower case, digits, dashes
 */
record SinkName(String text) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST = 20;

    /** Modules and packages of ours that are no sinks, and a folder that version control ignores. */
    private static final Set<String> TAKEN = Set.of(
            "api",
            "calls",
            "connectors",
            "failure",
            "http",
            "jdbc",
            "json",
            "litellm",
            "otlp",
            "parent",
            "rows",
            "runtime",
            "target",
            "testkit");

    /** @throws UserError if no sink can be called so */
    SinkName {
        if (!FORM.matcher(text).matches() || text.length() > LONGEST) {
            throw new UserError("'" + text + "' is no name for a sink (expected at most " + LONGEST
                    + " lower-case letters, digits and dashes, a letter first, such as my-store)");
        }
        String packageName = withoutDashes(text);
        if (TAKEN.contains(packageName) || SourceVersion.isKeyword(packageName)) {
            throw new UserError("'" + text + "' cannot be a sink's name, because the word is taken; choose another");
        }
    }

    /** {@code my-store} is {@code mystore}. */
    String packageName() {
        return withoutDashes(text);
    }

    /** {@code my-store} is {@code MyStore}. */
    String className() {
        return Arrays.stream(text.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** {@code my-store} is {@code MY_STORE}. */
    String variable() {
        return text.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** The module's name. */
    String module() {
        return "sink-" + text;
    }

    private static String withoutDashes(String name) {
        return name.replace("-", "");
    }
}
