package io.callstream.benchmarks.load;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A command line of {@code --name value} pairs. */
final class Options {
    private final Map<String, String> given = new HashMap<>();

    Options(String[] args) {
        for (int at = 0; at + 1 < args.length; at += 2) {
            given.put(args[at], args[at + 1]);
        }
    }

    /** @throws IllegalArgumentException naming the option, if it was not given */
    String text(String name) {
        return Optional.ofNullable(given.get(name))
                .orElseThrow(() -> new IllegalArgumentException("missing " + name + " VALUE"));
    }

    String text(String name, String otherwise) {
        return given.getOrDefault(name, otherwise);
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    URI url() {
        return URI.create(text("--url"));
    }
}
