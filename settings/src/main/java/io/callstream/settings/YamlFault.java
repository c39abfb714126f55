package io.callstream.settings;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** A mistake in YAML: where, and in our own words what kind, because the parser's words quote the text. */
final class YamlFault extends Exception {
    private static final long serialVersionUID = 1L;
    private static final String MALFORMED = "malformed";

    /** What the parser's words begin with, or hold, and ours. */
    private static final Map<String, String> KINDS = kinds();

    private final transient Optional<Mark> mark;
    private final String kind;

    YamlFault(Optional<Mark> mark, String kind) {
        super(kind);
        this.mark = mark;
        this.kind = kind;
    }

    Optional<Mark> mark() {
        return mark;
    }

    String kind() {
        return kind;
    }

    static String kindOf(@Nullable String problem) {
        String lower = problem == null ? "" : problem.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> each : KINDS.entrySet()) {
            if (lower.contains(each.getKey())) {
                return each.getValue();
            }
        }
        return MALFORMED;
    }

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("mapping values are not allowed", "a colon where no key can be (quote a value that holds ': ')");
        kinds.put("cannot start any token", "a character no value can start with (a tab, @, ` or %: quote the value)");
        kinds.put("could not find expected ':'", "a key without its colon");
        kinds.put("expected ',' or", "a bracket that is not closed, or a comma missing");
        kinds.put("expected <block end>", "indented differently from the lines before it");
        kinds.put("undefined alias", "an alias (*name) whose anchor (&name) is not defined before it");
        kinds.put("unexpected end of stream", "a quote that is not closed");
        kinds.put("unknown escape", "an unknown escape in double quotes");
        kinds.put("special characters are not allowed", "a control character");
        kinds.put("exceeds the limit", "larger than 3 MB");
        kinds.put("a single document", "more than one document (---)");
        return kinds;
    }
}
