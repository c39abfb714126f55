package io.callstream.gateway.server;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The fields behind the question mark of a target. */
final class Query {
    private static final int MOST = 64;

    private Query() {}

    /** Nothing for a target whose encoding is wrong. */
    static Map<String, String> of(String target) {
        try {
            Map<String, String> fields = new HashMap<>();
            new QueryStringDecoder(target, StandardCharsets.UTF_8, true, MOST)
                    .parameters()
                    .forEach((name, values) -> fields.put(name, values.get(values.size() - 1)));
            return fields;
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }
}
