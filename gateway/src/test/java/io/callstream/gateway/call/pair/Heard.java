package io.callstream.gateway.call.pair;

import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a provider heard, in words that are those of no form: turns in their order, then the rest in that of the alphabet. */
final class Heard {
    private final List<String> turns = new ArrayList<>();
    private final TreeSet<String> settings = new TreeSet<>();
    private final Map<String, String> calls = new HashMap<>();

    /** Texts of one side that follow each other are one. */
    void text(String role, String text) {
        int last = turns.size() - 1;
        if (last >= 0 && turns.get(last).startsWith(role + ": ")) {
            turns.set(last, turns.get(last) + text);
        } else if (!text.isEmpty()) {
            turns.add(role + ": " + text);
        }
    }

    void image(@Nullable String type, @Nullable String data) {
        turns.add("image: " + type + " " + data);
    }

    /** @param url with the image in it */
    void image(String url) {
        image(url.substring("data:".length(), url.indexOf(';')), url.substring(url.indexOf(',') + 1));
    }

    void call(@Nullable String id, String name, JsonValue arguments) {
        calls.put(id, name);
        turns.add("call: " + name + " " + arguments);
    }

    void result(@Nullable String id, String text) {
        resultOf(calls.getOrDefault(id, "nothing that was called"), text);
    }

    void resultOf(String name, String text) {
        turns.add("result of " + name + ": " + text);
    }

    void tool(String name, String description, JsonValue schema) {
        settings.add("tool: " + name + ", " + description + ", " + schema);
    }

    /** @param value null when nothing is set */
    Heard setting(String name, @Nullable JsonValue value) {
        if (value != null) {
            settings.add(name + ": " + value);
        }
        return this;
    }

    void thinks() {
        settings.add("thinks: true");
    }

    List<String> lines() {
        return Stream.concat(turns.stream(), settings.stream()).toList();
    }
}
