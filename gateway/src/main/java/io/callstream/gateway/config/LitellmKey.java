package io.callstream.gateway.config;

/**
 * What becomes of one of LiteLLM's keys.
 *
 * @param key with its parents; list indexes are left out, and a {@code *} at the end stands for anything
 */
record LitellmKey(String key, Kind kind, String says) {
    enum Kind {
        /** It is read here. */
        WORKS,
        /** It has no effect here, and no harm comes of that. */
        NOTHING,
        /** It has no effect here, which would do harm, so that the start is refused. */
        STOPS
    }

    /** Whether it stands for more than one key. */
    boolean isPattern() {
        return key.endsWith("*");
    }

    boolean matches(String path) {
        return isPattern() ? path.startsWith(key.substring(0, key.length() - 1)) : key.equals(path);
    }
}
