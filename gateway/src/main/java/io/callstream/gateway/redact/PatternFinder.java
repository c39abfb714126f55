package io.callstream.gateway.redact;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** What a regular expression matches; an engine without backtracking keeps its time linear. */
final class PatternFinder implements Finder {
    private final String name;
    private final Pattern pattern;

    PatternFinder(String name, Pattern pattern) {
        this.name = name;
        this.pattern = pattern;
    }

    @Override
    public void find(String text, Matches found) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                found.add(matcher.start(), matcher.end(), name);
            }
        }
    }
}
