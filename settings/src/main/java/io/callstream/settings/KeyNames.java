package io.callstream.settings;

import java.util.List;
import java.util.Optional;

/**
 * What a setting is called.
 *
 * @param name in its section
 * @param former names that still count, and are warned of
 * @param variables environment variables that count where the file says nothing
 * @param emptyIsNone whether an empty text is as good as none
 */
record KeyNames(String name, List<String> former, List<String> variables, boolean emptyIsNone) {
    KeyNames {
        former = List.copyOf(former);
        variables = List.copyOf(variables);
    }

    KeyNames formerly(String... names) {
        return new KeyNames(name, List.of(names), variables, emptyIsNone);
    }

    KeyNames orVariables(String... names) {
        return new KeyNames(name, former, List.of(names), emptyIsNone);
    }

    KeyNames withEmptyAsNone() {
        return new KeyNames(name, former, variables, true);
    }

    /** The name under which the section has it. */
    String in(Section section) {
        String found = name;
        for (String old : former) {
            boolean said = section.has(old);
            section.accept(old);
            if (said && section.has(name)) {
                section.problem(old, "stands beside " + name + ", its new name (keep that one)");
            } else if (said) {
                section.warning(old, "is called " + name + " now");
                found = old;
            }
        }
        return found;
    }

    boolean isNothing(Section section, String key) {
        return emptyIsNone && section.missing(key).isPresent();
    }

    Optional<String> variable(Environment environment) {
        return variables.stream()
                .filter(each -> environment.get(each).isPresent())
                .findFirst();
    }

    /** Completes what is said of a setting that is missing. */
    String orVariable() {
        return variables.isEmpty() ? "" : " (or set the environment variable " + String.join(" or ", variables) + ")";
    }
}
