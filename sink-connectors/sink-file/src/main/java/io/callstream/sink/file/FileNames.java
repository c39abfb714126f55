package io.callstream.sink.file;

import java.nio.file.Path;

/** What files of lines are called: {@code events.jsonl} and, put aside, {@code events-<time>.jsonl}; and so for alerts. */
enum FileNames {
    EVENTS("events", ".lock"),
    ALERTS("alerts", ".alerts.lock");

    private static final String SUFFIX = ".jsonl";

    private final String stem;
    private final String lock;

    FileNames(String stem, String lock) {
        this.stem = stem;
        this.lock = lock;
    }

    /** The file that is appended to. */
    String current() {
        return stem + SUFFIX;
    }

    /** The name of a file that is put aside. */
    String aside(String stamp) {
        return stem + '-' + stamp + SUFFIX;
    }

    boolean isAside(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(stem + '-') && name.endsWith(SUFFIX);
    }

    /** Whether it is the current file or one that was put aside, compressed or not. */
    boolean isOurs(String name) {
        return name.equals(current())
                || name.startsWith(stem + '-') && (name.endsWith(SUFFIX) || name.endsWith(SUFFIX + ".gz"));
    }

    /** Held by the one process that writes them. */
    String lock() {
        return lock;
    }
}
