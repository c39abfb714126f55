package io.callstream.benchmarks.delivery;

import java.net.URI;

/** Where {@link Surroundings} are. */
record Addresses(String kafka, String registry, URI endpoint) {
    private static final String BEGINNING = "ready";

    String line() {
        return String.join(" ", BEGINNING, kafka, registry, endpoint.toString());
    }

    static boolean isLine(String line) {
        return line.startsWith(BEGINNING + " ");
    }

    static Addresses parse(String line) {
        String[] parts = line.split(" ", -1);
        return new Addresses(parts[1], parts[2], URI.create(parts[3]));
    }
}
