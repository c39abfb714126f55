package io.callstream.cli.newsink;

import io.callstream.cli.problem.UserError;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds an entry to a list in a text, in front of the first entry that comes after it in the alphabet, or behind the last.
 *
 * @param what names the list to whoever has to repair it
 * @param entry finds the list's entries as a whole; its first group is the entry's name
 */
record Lists(String what, Pattern entry) {
    /** @throws UserError if the text has no such list */
    String add(String text, String name, String added) {
        Matcher entries = entry.matcher(text);
        int place = -1;
        while (entries.find()) {
            MatchResult found = entries.toMatchResult();
            if (found.group(1).compareTo(name) > 0) {
                return insert(text, found.start(), added);
            }
            place = found.end();
        }
        if (place < 0) {
            throw new UserError("there is no list of sinks in " + what + " to add '" + name + "' to");
        }
        return insert(text, place, added);
    }

    /** Whether an entry of that name would stand behind all others. */
    boolean isLast(String text, String name) {
        return entry.matcher(text).results().allMatch(found -> found.group(1).compareTo(name) < 0);
    }

    private static String insert(String text, int place, String added) {
        return text.substring(0, place) + added + text.substring(place);
    }
}
