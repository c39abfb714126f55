package io.callstream.sink.otlp.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lists such as {@code api-key=abc,x-team=a%20b} in OpenTelemetry's environment variables. */
final class KeyValueList {
    private KeyValueList() {}

    /**
     * Values are decoded from their percent form.
     *
     * @throws IllegalArgumentException if it is no such list; the message does not quote it
     */
    static Map<String, String> parse(String list) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : list.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.put(
                        pair.substring(0, equals).strip(),
                        decoded(pair.substring(equals + 1).strip()));
            } else if (!pair.isBlank()) {
                throw new IllegalArgumentException("expected name=value, separated by commas");
            }
        }
        return pairs;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value; // Many users write a percent sign as it is.
        }
    }
}
