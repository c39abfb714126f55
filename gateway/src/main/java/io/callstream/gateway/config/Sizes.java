package io.callstream.gateway.config;

import io.callstream.settings.Section;

/** Reads sizes that have to lie between two bounds. */
final class Sizes {
    private Sizes() {}

    static int read(Section section, String key, int fallback, int min, int max) {
        return (int) readLong(section, key, fallback, min, max);
    }

    static long readLong(Section section, String key, long fallback, long min, long max) {
        long size = section.bytes(key, fallback);
        if (size < min || size > max) {
            section.problem(key, "is " + size + " bytes (expected " + min + " to " + max + ")");
            return fallback;
        }
        return size;
    }
}
