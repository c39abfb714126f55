package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.util.stream.Stream;

/** Whether what is wrong has been said already: of what is missing because its value could not be read, nothing more is said. */
final class Told {
    private Told() {}

    /** Of one of these keys, or of the section as a whole. */
    static boolean of(Section section, Key<?>... keys) {
        return Stream.of(keys)
                .map(Key::name)
                .anyMatch(name -> section.problems().found().stream().anyMatch(problem -> is(problem, section, name)));
    }

    private static boolean is(String problem, Section section, String name) {
        String key = section.path() + "." + name;
        return problem.startsWith(section.path() + ": ")
                || problem.startsWith(key)
                        && ":.[".indexOf(problem.charAt(Math.min(key.length(), problem.length() - 1))) >= 0;
    }
}
