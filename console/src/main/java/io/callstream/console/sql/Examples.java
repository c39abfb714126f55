package io.callstream.console.sql;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.callstream.console.web.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The questions that come with the product, from examples/sql. */
final class Examples {
    static final List<String> NAMES = List.of(
            "slowest_models",
            "ttft_percentiles",
            "cost_per_team_and_day",
            "most_expensive_users",
            "errors_by_provider",
            "retries_that_helped",
            "stalls_between_chunks",
            "sessions",
            "cache_savings",
            "calls_without_an_end");

    private Examples() {}

    static ArrayNode json() {
        ArrayNode list = Json.array();
        NAMES.forEach(
                name -> list.addObject().put("name", name.replace('_', ' ')).put("sql", text(name)));
        return list;
    }

    static String text(String name) {
        try (InputStream in = Examples.class.getResourceAsStream("examples/" + name + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("the console lacks its example " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
