package io.callstream.gateway.api.pass;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A path below a provider's address that is about responses which the provider keeps, however it is spelled: providers may
 * read what stands escaped, twice or with parameters.
 *
 * @param id of the response; null where the path is for all, as for a new one
 */
public record ResponsePath(@Nullable String id) {
    private static final String RESPONSES = "responses";
    /** What is asked about a request that is to be answered, and stands where ids do. */
    private static final Set<String> DEEDS = Set.of("compact", "input_tokens");

    private static final int MOST_ESCAPES = 3;

    /** Null when the path is about something else. */
    public static @Nullable ResponsePath of(String rest) {
        String[] parts = plain(rest).split("/");
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].toLowerCase(Locale.ROOT).equals(RESPONSES)) {
                String id = i + 1 < parts.length ? parts[i + 1] : null;
                return new ResponsePath(id == null || DEEDS.contains(id) ? null : id);
            }
        }
        return null;
    }

    private static String plain(String rest) {
        String path = rest;
        for (int i = 0; i < MOST_ESCAPES && path.indexOf('%') >= 0; i++) {
            path = decoded(path);
        }
        return path.replace('\\', '/')
                .replaceAll(";[^/]*", "")
                .replaceAll("(?s)[?#].*", "")
                .replaceAll("/+", "/");
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path.replace("%", ""); // no escapes after all
        }
    }
}
