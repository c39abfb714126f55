package io.callstream.sink.http;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which headers settings may add to requests; another one would make every request fail. */
public final class HeaderRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    /** What the client sets itself. */
    private static final Set<String> TAKEN =
            Set.of("connection", "content-encoding", "content-length", "content-type", "expect", "host", "upgrade");

    private HeaderRules() {}

    /** Whether a request may have a header of this name from the settings. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches() && !TAKEN.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether the text can stand in a header as it is. */
    public static boolean isValue(String text) {
        return text.chars().allMatch(HeaderRules::isPlain);
    }

    /** Whether the character can stand in a header's value. */
    public static boolean isPlain(int character) {
        return character >= ' ' && character <= '~';
    }
}
