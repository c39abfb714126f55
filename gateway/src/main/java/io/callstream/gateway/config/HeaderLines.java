package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Headers that the configuration adds to requests. */
public final class HeaderLines {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Set<String> CONNECTION = Set.of(
            "connection",
            "content-length",
            "transfer-encoding",
            "accept-encoding",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "keep-alive",
            "proxy-connection",
            "traceparent",
            "tracestate");

    private HeaderLines() {}

    /** Whether a header may be called so. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** A setting that names a header. */
    static Optional<String> name(Section section, Key<Optional<String>> key) {
        Optional<String> name = section.get(key).map(String::strip).filter(text -> !text.isEmpty());
        name.filter(text -> !isName(text)).ifPresent(text -> noHeader(section, key, text));
        return name;
    }

    static void noHeader(Section section, Key<?> key, String name) {
        section.problem(key.name(), "is '" + name + "', which no header can be called");
    }

    /** By lower-case name; what belongs to the connection is a problem, what no header can be called is left out. */
    static Map<String, String> read(Section owner, String key) {
        Map<String, String> headers = new LinkedHashMap<>();
        Section named = owner.section(key);
        for (String name : named.keys().stream().sorted().toList()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!isName(name)) {
                owner.problems().warn(named.path() + "." + name, "is no name of a header, so that it is left out");
            } else if (CONNECTION.contains(lower)) {
                owner.problem(key, "has '" + name + "', which is no header that can be set here");
            } else if (named.unsetVariable(name).isPresent()) {
                named.problem(
                        name,
                        "needs environment variable "
                                + named.unsetVariable(name).orElseThrow() + ", which is not set");
            } else {
                named.text(name).ifPresent(value -> headers.put(lower, value));
            }
        }
        return headers;
    }
}
