package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is taken out of the texts of some calls.
 *
 * @param patterns regular expressions by their names
 * @param dictionaries words by the names of their dictionaries
 * @param files of words, a word a line, by the names of their dictionaries
 */
public record RedactionRule(
        List<Detector> detectors,
        Map<String, String> patterns,
        Map<String, List<String>> dictionaries,
        Map<String, String> files,
        CallFilter filter,
        Set<RedactionTarget> applyTo) {
    static final Key<List<Detector>> DETECTORS = Key.texts("detectors")
            .as(names -> names.stream()
                    .map(name -> choice("detectors", name, Detector.class))
                    .toList())
            .byDefault(List.of(), "")
            .says(
                    "What is known by its looks: `mail`, `phone`, `card` (Luhn), `iban` (check digits), `key` (credentials)."
                            + " See [the guide](../guides/redaction.md).");
    static final Key<Map<String, String>> PATTERNS = Key.textMap("patterns")
            .byDefault(Map.of(), "")
            .says("Regular expressions by names of your own, in RE2's syntax, which takes linear time; a match becomes"
                    + " `[name]`.");
    static final Key<Map<String, Object>> DICTIONARIES = Key.plainValues("dictionaries")
            .byDefault(Map.of(), "")
            .says("Lists of words by names of your own; whole words, in any case, become `[name]`.");
    static final Key<Map<String, String>> FILES = Key.textMap("dictionary_files")
            .byDefault(Map.of(), "")
            .says("As `dictionaries`, as paths of files with a word or phrase a line.");
    static final Key<List<RedactionTarget>> APPLY_TO = Key.texts("apply_to")
            .as(names -> names.stream()
                    .map(name -> choice("apply_to", name, RedactionTarget.class))
                    .toList())
            .byDefault(List.of(RedactionTarget.EVENTS), "events")
            .says("`events`: what is recorded; `provider`: the texts that are sent, too.");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

    public RedactionRule {
        detectors = List.copyOf(detectors);
        patterns = Map.copyOf(patterns);
        dictionaries = Map.copyOf(dictionaries);
        files = Map.copyOf(files);
        applyTo = Set.copyOf(applyTo);
    }

    private static <E extends Enum<E>> E choice(String key, String name, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new IllegalArgumentException("has '" + name + "' (expected "
                + Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                + ")");
    }

    static RedactionRule read(Section rule) {
        RedactionRule read = new RedactionRule(
                rule.get(DETECTORS),
                named(rule, PATTERNS, rule.get(PATTERNS)),
                named(rule, DICTIONARIES, words(rule)),
                named(rule, FILES, rule.get(FILES)),
                CallFilter.read(rule),
                Set.copyOf(rule.get(APPLY_TO)));
        if (read.findsNothing() && !Told.of(rule, DETECTORS, PATTERNS, DICTIONARIES, FILES)) {
            rule.problem(
                    DETECTORS.name(), "is missing, as are patterns, dictionaries and dictionary_files (expected one)");
        }
        return read;
    }

    private boolean findsNothing() {
        return detectors.isEmpty() && patterns.isEmpty() && dictionaries.isEmpty() && files.isEmpty();
    }

    private static Map<String, List<String>> words(Section rule) {
        Map<String, List<String>> words = new LinkedHashMap<>();
        rule.get(DICTIONARIES).forEach((name, value) -> {
            List<?> listed = value instanceof List<?> list ? list : List.of(value);
            if (listed.isEmpty() || !listed.stream().allMatch(RedactionRule::isWord)) {
                rule.problem(DICTIONARIES.name() + "." + name, "is no list of words");
            }
            words.put(name, listed.stream().map(String::valueOf).toList());
        });
        return words;
    }

    private static boolean isWord(Object value) {
        return !(value instanceof List || value instanceof Map)
                && !String.valueOf(value).isBlank();
    }

    private static <T> Map<String, T> named(Section rule, Key<?> key, Map<String, T> values) {
        values.keySet().stream()
                .filter(name -> !NAME.matcher(name).matches())
                .forEach(name -> rule.problem(
                        key.name() + "." + name,
                        "is no name (expected lower-case letters, digits, _ and -, at most 40)"));
        return values;
    }
}
