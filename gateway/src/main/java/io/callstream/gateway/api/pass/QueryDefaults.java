package io.callstream.gateway.api.pass;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Fields of a query that a request gets which does not say them itself.
 *
 * @param fields as they are meant, not encoded
 */
record QueryDefaults(Map<String, String> fields) {
    static final QueryDefaults NONE = new QueryDefaults(Map.of());

    QueryDefaults {
        fields = Map.copyOf(fields);
    }

    String addTo(String query) {
        if (fields.isEmpty()) {
            return query;
        }
        Set<String> said =
                Arrays.stream(query.split("&")).map(QueryDefaults::name).collect(Collectors.toSet());
        String more = new TreeMap<>(fields)
                .entrySet().stream()
                        .filter(field -> !said.contains(field.getKey()))
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return query.isEmpty() || more.isEmpty() ? query + more : query + "&" + more;
    }

    /** What a field of a query is called, however that is written. */
    static String name(String field) {
        return decoded(field.split("=", 2)[0]);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name; // no escapes after all
        }
    }
}
